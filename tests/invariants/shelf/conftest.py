from tests.shared_lib.conftest import administrator, databases, storefront  # noqa: F401
