"""A person who can sign in: by e-mail, without a user name; staff are those who belong to a group."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared_lib.ids import uuid7


class UserManager(BaseUserManager["User"]):
    """Makes users; an e-mail is one person's whatever its capitals."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make a user; without a password nobody can sign in until one is set by a reset."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str | None) -> "User":
        """Return the user with this e-mail address."""
        return self.get(email=(email or "").strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A shopper, or a member of staff. The id never leaves the shop: the portal gets a pairwise subject."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    first_name = models.CharField(_("first name"), max_length=80, blank=True)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        db_table = "account_user"
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="account_user_email_once")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def get_full_name(self) -> str:
        """Return the name, or nothing where none was given."""
        return f"{self.first_name} {self.last_name}".strip()

    def get_short_name(self) -> str:
        """Return what to call the person."""
        return self.first_name or self.email.partition("@")[0]

    def clean(self) -> None:
        """Keep the address in small letters: whoever types it, a login and a reset find it."""
        super().clean()
        self.email = self.email.strip().lower()

    @property
    def is_staff(self) -> bool:
        """Tell whether the person works here."""
        return self.is_superuser or self.groups.exists()


class Address(models.Model):
    """Where a shopper has parcels sent."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="addresses")
    name = models.CharField(_("full name"), max_length=120)
    line1 = models.CharField(_("address"), max_length=120)
    line2 = models.CharField(_("apartment, suite (optional)"), max_length=120, blank=True)
    city = models.CharField(_("city"), max_length=80)
    state = models.CharField(_("state"), max_length=2)
    postcode = models.CharField(_("ZIP code"), max_length=10)

    class Meta:
        db_table = "account_address"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.line1}, {self.city}, {self.state} {self.postcode}"


class TotpStep(models.Model):
    """The last time step whose code an authenticator app's owner has used: no step is accepted twice."""

    authenticator = models.OneToOneField("mfa.Authenticator", primary_key=True, on_delete=models.CASCADE)
    step = models.BigIntegerField()

    class Meta:
        db_table = "account_totp_step"


class CodeGrant(models.Model):
    """How the person behind an authorization code was authenticated, under the code's hash until spent."""

    code_hash = models.BinaryField(primary_key=True)
    authenticated_at = models.DateTimeField()
    methods = models.JSONField(default=list)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "account_code_grant"
