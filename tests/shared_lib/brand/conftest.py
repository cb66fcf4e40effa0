"""The brand's templates as both applications load them, and the guide as a browser would see it."""

import importlib.util
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import Environment, PackageLoader, StrictUndefined

from shared_lib.brand.environment import names

GUIDE = Path(__file__).parents[3] / "shared-lib/brand/guide.py"


@pytest.fixture(scope="session")
def environment() -> Environment:
    made = Environment(
        loader=PackageLoader("shared_lib.brand", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(names(lambda path: f"/static/{path}"))
    return made


@pytest.fixture(scope="session")
def render(environment: Environment) -> Callable[[str], str]:
    """Render a call of a macro: `render('ui.icon("check")')`."""

    def rendered(call: str, **context: object) -> str:
        source = f'{{% import "brand/ui.html" as ui %}}{{{{ {call} }}}}'
        return environment.from_string(source).render(**context)

    return rendered


@pytest.fixture(scope="session")
def guide(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the rendered style guide."""
    spec = importlib.util.spec_from_file_location("brand_guide", GUIDE)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path_factory.mktemp("guide")
    module.render(folder)
    return folder
