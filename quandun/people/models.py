"""Persons, organisations, units, districts, accounts, posts, mandates, bearer links."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class District(models.Model):
    """A district or county as a place (区县), by its division code."""

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=40)
    name_en = models.CharField(max_length=80)
    level = models.CharField(max_length=10)  # district | county

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A responsible unit or body (单位): may be named by a plan, hold matters, employ officers."""

    public_id = models.CharField(max_length=40, unique=True)
    key = models.CharField(max_length=60, unique=True)  # stable key of the city folder, e.g. amr
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=100)  # the current short name, as plans write it
    full_name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    district = models.ForeignKey(District, null=True, on_delete=models.PROTECT, related_name="units")
    organ_word = models.CharField(max_length=20, blank=True)  # 机关代字, e.g. 济历市监
    reconsideration_body = models.CharField(max_length=100, blank=True)  # 行政复议机关
    court = models.CharField(max_length=100, blank=True)  # 管辖的人民法院
    responsible = models.BooleanField(default=False)  # named as 责任单位 by the city's plan

    def __str__(self) -> str:
        return self.name


class UnitName(models.Model):
    """A name of a unit with the days it held (names change at every reform of the offices). `valid_to` exclusive."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "valid_from"], name="one_unit_name_from_a_day"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("valid_from")), name="unit_name_range_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """A natural person who acts on the platform. Contact data stays here, never in facts."""

    public_id = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=60)
    certificate = models.CharField(max_length=40, blank=True)  # 执法证号

    def __str__(self) -> str:
        return self.public_id


class Organisation(models.Model):
    """A firm, association or sole trader on the side of the public (权利人、企业)."""

    public_id = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    credit_code = models.CharField(max_length=18, blank=True)  # 统一社会信用代码
    address = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their log-in name."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A log-in (账号) of one person."""

    public_id = models.CharField(max_length=40, unique=True)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[AccountManager] = AccountManager()
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    is_staff = False  # there is no Django admin: it would go round the services
    is_superuser = False

    def __str__(self) -> str:
        return self.username

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Django permissions are not used; the access table is."""
        return False

    def has_module_perms(self, app_label: str) -> bool:
        """See has_perm."""
        return False


class Post(models.Model):
    """A post of a person in a unit (任职): role from day to day. `valid_to` exclusive."""

    public_id = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "unit", "role", "valid_from"], name="one_post_from_a_day"),
        ]

    def __str__(self) -> str:
        return self.public_id


class Mandate(models.Model):
    """A person's power to act for an organisation (授权), from day to day. `valid_to` exclusive."""

    public_id = models.CharField(max_length=40, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.public_id


class BearerLink(models.Model):
    """A tracking code or one-time link (查询码、一次性链接): whoever holds the secret acts in its role on its object.

    Only the hash of the secret is stored; it has 100 random bits, so a plain hash cannot be searched.
    """

    public_id = models.CharField(max_length=40, unique=True)
    secret_hash = models.CharField(max_length=64, unique=True)  # serves: the look-up of a presented code
    purpose = models.CharField(max_length=40)
    role = models.CharField(max_length=20)
    about = models.CharField(max_length=40)  # public id of the object
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    single_use = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.public_id
