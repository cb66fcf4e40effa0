"""Parts of signing in that must happen once whatever runs beside them; callers have a transaction open."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt

from storefront.account.models import TotpStep


def spend_totp(authenticator: Authenticator, code: str) -> bool:
    """Accept the time step that the code belongs to, and tell whether it is later than any accepted before.

    RFC 6238, section 5.2: a second use of a code must be refused. The database remembers, so that it holds
    over processes and restarts.
    """
    step = _step_of(decrypt(authenticator.data["secret"]), code)
    if step is None:
        return False
    TotpStep.objects.get_or_create(authenticator=authenticator, defaults={"step": -1})
    return TotpStep.objects.filter(authenticator=authenticator, step__lt=step).update(step=step) == 1


def _step_of(secret: str, code: str) -> int | None:
    for step in totp.yield_hotp_counters_from_time():
        if totp.compare_user_code(
            actual=code, expected=totp.format_hotp_value(totp.hotp_value(secret, step))
        ):
            return int(step)
    return None
