"""The frame's routes. allauth's views are mounted one by one, each with its act; what is not listed here does not exist.

No `app_name`: allauth looks its pages up by bare names.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from django.urls import path

from quandun.frame import views
from quandun.frame.accounts import ActivateSecondFactor, EnterCode, SignIn
from quandun.frame.routes import act

own = act("frame.manage_own_account")
door = act("frame.sign_in")

urlpatterns = [
    path("design/", views.design, name="frame-design"),
    path("display/", views.set_display, name="set_display"),
    path("language/", views.set_language, name="set_language"),
    path("account/login/", door(SignIn.as_view()), name="account_login"),
    path("account/code/", door(EnterCode.as_view()), name="mfa_authenticate"),
    path("account/logout/", act("frame.sign_out")(account.logout), name="account_logout"),
    path("account/inactive/", door(account.account_inactive), name="account_inactive"),
    path("account/signup/", door(account.signup), name="account_signup"),
    path("account/confirm/", own(account.reauthenticate), name="account_reauthenticate"),
    path("account/password/", own(account.password_change), name="account_change_password"),
    path("account/security/", own(mfa.index), name="mfa_index"),
    path("account/security/confirm/", own(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("account/security/activate/", own(ActivateSecondFactor.as_view()), name="mfa_activate_totp"),
    path("account/security/deactivate/", own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("account/security/codes/", own(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("account/security/codes/new/", own(recovery.generate_recovery_codes), name="mfa_generate_recovery_codes"),
]
