"""Log-in (登录) by django-allauth in this house's look: sign-up closed, second factor sealed at rest, officials keep theirs."""

import base64
import secrets
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.views import LoginView
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.utils import decrypt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from quandun.frame import services
from quandun.frame.requests import actor_of, clock_of
from quandun.kernel.clocks import SystemClock
from quandun.kernel.errors import InvariantBroken
from quandun.people.api import actor_for_user, is_official

_ASSOCIATED = b"mfa_authenticator.data"


def _seal() -> AESGCM:
    derive = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"quandun frame second factor v1")
    return AESGCM(derive.derive(bytes.fromhex(settings.VAULT_KEY)))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are opened by the administrator, so nobody signs up. One answer for an unknown name and a wrong password."""

    error_messages = {  # noqa: RUF012 - the shape allauth defines
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("用户名或密码不正确，请核对后重新输入。"),
        "too_many_login_attempts": _("登录失败次数过多，请几分钟后再试；忘记密码的，请联系本单位系统管理员。"),
        "incorrect_password": _("密码不正确，请重新输入。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ask again only when the last proof of identity is older than the limit: who has just signed in is not asked twice."""
        records = get_authentication_records(self.request, self.request.user)
        age = SystemClock().now().timestamp() - float(records[-1]["at"]) if records else float("inf")
        return bool(age > account_settings.REAUTHENTICATION_TIMEOUT)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Seals the secrets of second factors with a key of their own, and keeps an official's factor in place."""

    error_messages = {  # noqa: RUF012 - the shape allauth defines
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _("公职人员登录必须使用动态验证码，不能停用。"),
        "incorrect_code": _("验证码不正确或已用过，请输入验证器里最新的六位数字。"),
    }

    def encrypt(self, text: str) -> str:
        nonce = secrets.token_bytes(12)
        return "v1:" + base64.b64encode(nonce + _seal().encrypt(nonce, text.encode(), _ASSOCIATED)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        raw = base64.b64decode(encrypted_text.removeprefix("v1:"))
        try:
            return _seal().decrypt(raw[:12], raw[12:], _ASSOCIATED).decode()
        except InvalidTag as broken:
            raise InvariantBroken(what="动态验证码密钥无法解封") from broken

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type != Authenticator.Type.TOTP:
            return True
        return not is_official(actor_for_user(authenticator.user, settings.CLOCK.now()))

    def get_totp_issuer(self) -> str:
        return f"泉盾 {getattr(settings, 'CITY_NAME', '')}".strip()

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: this installation has no mail yet; the fact on the ledger is the record."""


class SignIn(LoginView):  # type: ignore[misc]  # allauth ships no types
    """The sign-in page; a wrong name or password answers 422 so that machines see a refusal."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        for name in ("login", "password"):
            form.fields[name].widget.attrs.pop("placeholder", None)  # it repeats the label
        return form

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


class EnterCode(AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """The code page. On the demonstration it shows the code, because its people are invented and have no telephones."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        plain_code_field(context["form"])
        context["demo_code"] = demo_code(self.stage.login.user)
        return context


def plain_code_field(form: Any) -> None:
    """Name the code as the page does, bring up the digits on a phone, and leave out the placeholder that repeats the label."""
    form.fields["code"].label = _("验证码")
    form.fields["code"].widget.attrs.update(inputmode="numeric", maxlength="16", autocomplete="one-time-code")
    form.fields["code"].widget.attrs.pop("placeholder", None)


def demo_code(user: Any) -> str:
    """Return a code the account's second factor accepts now and has not accepted yet, or "" (demonstration only)."""
    if not settings.DEMO:
        return ""
    found = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if found is None:
        return ""
    counters = list(totp.yield_hotp_counters_from_time())
    present = counters[len(counters) // 2]
    for counter in sorted(counters, key=lambda each: abs(each - present)):
        code = totp.format_hotp_value(totp.hotp_value(decrypt(found.data["secret"]), counter))
        if cache.get(f"allauth.mfa.totp.used?user={found.user_id}&code={code}") is None:
            return str(code)
    return ""


class ActivateSecondFactor(ActivateTOTPView):  # type: ignore[misc]  # allauth ships no types
    """Setting up the second factor by its holder; leaves a fact."""

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        plain_code_field(form)
        return form

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        services.note_second_factor(by=actor_of(self.request), at=clock_of(self.request).now())
        return response
