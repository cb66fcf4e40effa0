"""Passkeys: bound to one person, each answer for one content and once; the last factor stays."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete, func, select

from rx_portal.identity import service, steps
from rx_portal.identity.models import Enrolment, Factor, Passkey
from rx_portal.identity.passkey import PasskeyRefused, Purpose
from rx_portal.identity.schemas import Proof
from rx_portal.identity.service.passkeys import LastFactor, NameMissing, OwnEnrolment, PasskeyNotFound
from rx_portal.identity.steps import FactorMissing, FactorRefused
from rx_portal.kit.clock import real_now
from rx_portal.kit.db import Sessions
from shared_lib.identity import Role
from tests.rx_portal.conftest import TOTP_SECRET, Person, SignIn
from tests.rx_portal.identity.authenticator import HERE, Authenticator


def code(step: int = 0) -> str:
    return steps.totp_of(TOTP_SECRET).generate(int(real_now().timestamp()) + 30 * step).decode()


@dataclass(frozen=True)
class Bench:
    """Adds passkeys to people and has them answer."""

    sessions: Sessions
    sign_in: SignIn
    now: datetime

    async def person(self, role: Role = Role.CLINICIAN, *, bare: bool = False) -> Person:
        found = await self.sign_in(None, role)
        if bare:
            async with self.sessions(info={"actor": found.actor}) as session, session.begin():
                await session.execute(delete(Factor).where(Factor.staff_id == found.id))
        return found

    async def do(self, verb: Callable[..., Any], person: Person, **given: Any) -> Any:
        async with self.sessions(info={"actor": person.actor}) as session:
            return await verb(session, staff=person.actor, **given)

    async def begin(self, person: Person, proof: Proof, enrolment: str = "") -> dict[str, Any]:
        begun = service.begin_passkey
        given = {"proof": proof, "enrolment": enrolment, "origin": HERE, "real_now": real_now()}
        return await self.do(begun, person, **given)  # type: ignore[no-any-return]

    async def add(
        self, person: Person, key: Authenticator, options: dict[str, Any], enrolment: str = ""
    ) -> Passkey:
        given = {"name": "Laptop", "answer": key.make(options), "enrolment": enrolment}
        return await self.do(service.add_passkey, person, **given, now=self.now, real_now=real_now())  # type: ignore[no-any-return]

    async def with_passkey(self, person: Person, step: int = 0) -> tuple[Authenticator, Passkey]:
        key = Authenticator()
        return key, await self.add(person, key, await self.begin(person, Proof(code(step))))

    async def asked(
        self, person: Person, content: str = "this", purpose: Purpose = Purpose.SIGN
    ) -> dict[str, Any]:
        given = {"purpose": purpose, "content": content, "origin": HERE, "real_now": real_now()}
        return await self.do(service.ask, person, **given)  # type: ignore[no-any-return]

    async def prove(
        self,
        person: Person,
        answer: str,
        content: str = "this",
        purpose: Purpose = Purpose.SIGN,
        at: datetime | None = None,
    ) -> str:
        async with self.sessions(info={"actor": person.actor}) as session, session.begin():
            return await steps.require_factor(
                session,
                staff_id=person.id,
                proof=Proof(passkey=answer),
                purpose=purpose,
                content=content,
                real_now=at or real_now(),
            )

    async def count(self, table: type[Any], person: Person) -> int:
        async with self.sessions(info={"actor": person.actor}) as session, session.begin():
            found = select(func.count()).select_from(table).where(table.staff_id == person.id)
            return await session.scalar(found) or 0


@pytest.fixture
def bench(sessions: Sessions, sign_in: SignIn, now: datetime) -> Bench:
    return Bench(sessions, sign_in, now)


class TestSigning:
    async def test_takes_an_answer_about_this_content_once(self, bench: Bench) -> None:
        person = await bench.person()
        key, _ = await bench.with_passkey(person)
        answer = key.answer(await bench.asked(person))

        assert await bench.prove(person, answer) == "passkey"
        with pytest.raises(PasskeyRefused):
            await bench.prove(person, answer)

    async def test_one_answer_sent_ten_times_at_once_serves_once(self, bench: Bench) -> None:
        person = await bench.person()
        key, _ = await bench.with_passkey(person)
        answer = key.answer(await bench.asked(person))

        done = await asyncio.gather(*(bench.prove(person, answer) for _ in range(10)), return_exceptions=True)

        assert [one for one in done if one == "passkey"] == ["passkey"]
        assert sum(isinstance(one, PasskeyRefused) for one in done) == 9

    @pytest.mark.parametrize(
        ("content", "purpose"), [("something else", Purpose.SIGN), ("this", Purpose.HAND_OVER)]
    )
    async def test_refuses_an_answer_about_anything_else(
        self, bench: Bench, content: str, purpose: Purpose
    ) -> None:
        person = await bench.person()
        key, _ = await bench.with_passkey(person)
        answer = key.answer(await bench.asked(person))

        with pytest.raises(PasskeyRefused):
            await bench.prove(person, answer, content, purpose)

    async def test_refuses_one_that_comes_late(self, bench: Bench) -> None:
        person = await bench.person()
        key, _ = await bench.with_passkey(person)
        answer = key.answer(await bench.asked(person))

        with pytest.raises(PasskeyRefused):
            await bench.prove(person, answer, at=real_now() + timedelta(minutes=6))

    async def test_refuses_somebody_elses_passkey(self, bench: Bench) -> None:
        person, other = await bench.person(), await bench.person()
        await bench.with_passkey(person)
        theirs, _ = await bench.with_passkey(other)

        with pytest.raises(PasskeyRefused):
            await bench.prove(person, theirs.answer(await bench.asked(person)))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"verifies": False},
            {"origin": "https://portal.local.evil.test"},
            {"host": "evil.test"},
            {"count": -1},
        ],
        ids=["nobody verified", "another site", "another relying party", "a count that does not rise"],
    )
    async def test_refuses_what_webauthn_refuses(self, bench: Bench, wrong: dict[str, Any]) -> None:
        person = await bench.person()
        key, _ = await bench.with_passkey(person)
        await bench.prove(person, key.answer(await bench.asked(person)))
        options = await bench.asked(person)
        for name, value in wrong.items():
            setattr(key, name, value if name != "count" else key.count + value)

        with pytest.raises(PasskeyRefused):
            await bench.prove(person, key.answer(options))

    @pytest.mark.parametrize("junk", ["{}", "no", "[]", '{"id": "x"}'])
    async def test_refuses_what_is_no_answer(self, bench: Bench, junk: str) -> None:
        with pytest.raises(PasskeyRefused):
            await bench.prove(await bench.person(), junk)


class TestAdding:
    async def test_needs_a_factor_that_somebody_has(self, bench: Bench) -> None:
        person = await bench.person()

        with pytest.raises(FactorRefused):
            await bench.begin(person, Proof("000000"))
        assert await bench.count(Passkey, person) == 0

    async def test_takes_a_passkey_for_a_factor(self, bench: Bench) -> None:
        person = await bench.person()
        key, _ = await bench.with_passkey(person)
        shown = key.answer(await bench.asked(person, "add a passkey", Purpose.MANAGE))

        await bench.add(person, Authenticator(), await bench.begin(person, Proof(passkey=shown)))

        assert await bench.count(Passkey, person) == 2

    async def test_the_first_needs_an_administrators_code_once(self, bench: Bench) -> None:
        person, admin = await bench.person(bare=True), await bench.person(Role.ADMIN)
        with pytest.raises(FactorMissing):
            await bench.begin(person, Proof("000000"))
        async with bench.sessions(info={"actor": admin.actor}) as session:
            given = await service.issue_enrolment(
                session, staff_id=person.id, admin=admin.actor, now=bench.now, real_now=real_now()
            )
        one = await bench.begin(person, Proof(), given.lower())
        two = await bench.begin(person, Proof(), given)

        await bench.add(person, Authenticator(), one, given)

        with pytest.raises(FactorRefused):
            await bench.add(person, Authenticator(), two, given)
        assert await bench.count(Passkey, person) == 1

    async def test_another_persons_code_is_not_taken(self, bench: Bench) -> None:
        person, other = await bench.person(bare=True), await bench.person(bare=True)
        admin = await bench.person(Role.ADMIN)
        async with bench.sessions(info={"actor": admin.actor}) as session:
            given = await service.issue_enrolment(
                session, staff_id=other.id, admin=admin.actor, now=bench.now, real_now=real_now()
            )

        with pytest.raises(FactorRefused):
            await bench.begin(person, Proof(), given)

    async def test_nobody_lets_themselves(self, bench: Bench) -> None:
        admin = await bench.person(Role.ADMIN)
        async with bench.sessions(info={"actor": admin.actor}) as session:
            with pytest.raises(OwnEnrolment):
                await service.issue_enrolment(
                    session, staff_id=admin.id, admin=admin.actor, now=bench.now, real_now=real_now()
                )
        assert await bench.count(Enrolment, admin) == 0

    async def test_the_same_passkey_is_not_bound_twice(self, bench: Bench) -> None:
        person, other = await bench.person(), await bench.person()
        key, _ = await bench.with_passkey(person)

        with pytest.raises(PasskeyRefused):
            await bench.add(other, key, await bench.begin(other, Proof(code())))
        assert await bench.count(Passkey, other) == 0


class TestRemoving:
    async def test_leaves_the_last_factor(self, bench: Bench) -> None:
        person = await bench.person()
        key, bound = await bench.with_passkey(person)
        async with bench.sessions(info={"actor": person.actor}) as session, session.begin():
            await session.execute(delete(Factor).where(Factor.staff_id == person.id))
        shown = key.answer(await bench.asked(person, f"remove {bound.id}", Purpose.MANAGE))

        with pytest.raises(LastFactor):
            await bench.do(
                service.remove_passkey,
                person,
                passkey_id=bound.id,
                proof=Proof(passkey=shown),
                now=bench.now,
                real_now=real_now(),
            )
        assert await bench.count(Passkey, person) == 1

    async def test_asks_for_a_factor_and_then_signs_no_more(self, bench: Bench) -> None:
        person = await bench.person()
        key, bound = await bench.with_passkey(person)
        given = {"passkey_id": bound.id, "now": bench.now, "real_now": real_now()}
        with pytest.raises(FactorRefused):
            await bench.do(service.remove_passkey, person, proof=Proof("000000"), **given)
        assert await bench.count(Passkey, person) == 1

        shown = key.answer(await bench.asked(person, f"remove {bound.id}", Purpose.MANAGE))
        await bench.do(service.remove_passkey, person, proof=Proof(passkey=shown), **given)

        with pytest.raises(FactorMissing):
            await bench.asked(person)

    async def test_nobody_touches_anothers(self, bench: Bench) -> None:
        person, other = await bench.person(), await bench.person()
        _, bound = await bench.with_passkey(person)

        with pytest.raises(PasskeyNotFound):
            await bench.do(service.rename_passkey, other, passkey_id=bound.id, name="Mine", now=bench.now)
        with pytest.raises(NameMissing):
            await bench.do(service.rename_passkey, person, passkey_id=bound.id, name="  ", now=bench.now)


class TestCodes:
    @pytest.mark.parametrize("step", [-1, 0, 1])
    async def test_one_step_of_drift_is_taken_once(self, bench: Bench, step: int) -> None:
        person, at = await bench.person(), real_now()
        given = steps.totp_of(TOTP_SECRET).generate(int(at.timestamp()) + 30 * step).decode()

        async def sign() -> str:
            async with bench.sessions(info={"actor": person.actor}) as session, session.begin():
                return await steps.require_factor(
                    session,
                    staff_id=person.id,
                    proof=Proof(given),
                    purpose=Purpose.SIGN,
                    content="this",
                    real_now=at,
                )

        assert await sign() == "totp"
        with pytest.raises(FactorRefused):
            await sign()
