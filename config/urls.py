"""Every room's pages. A route whose view declares no act does not start (frame.check_routes)."""

from django.urls import include, path

handler400, handler403 = "quandun.frame.views.bad_request", "quandun.frame.views.forbidden"
handler404, handler500 = "quandun.frame.views.page_not_found", "quandun.frame.views.server_error"

urlpatterns = [
    path("", include("quandun.frame.urls")),
    path("", include("quandun.rights.urls")),
    path("", include("quandun.registers.urls")),
    path("", include("quandun.evidence.urls")),
    path("", include("quandun.intake.urls")),
    path("", include("quandun.cases.urls")),
    path("", include("quandun.workbench.urls")),
    path("", include("quandun.disclosure.urls")),
    path("", include("quandun.assessment.urls")),
    path("", include("quandun.portal.urls")),
]
