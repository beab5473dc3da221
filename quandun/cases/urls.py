"""Addresses of cases."""

from django.urls import path

from quandun.cases import views

app_name = "cases"
urlpatterns = [
    path("desk/", views.desk, name="desk"),
    path("matter/<str:matter_id>/", views.matter, name="matter"),
    path("matter/<str:matter_id>/register/", views.register, name="register"),
    path("matter/<str:matter_id>/unseal/", views.unseal, name="unseal"),
    path("matter/<str:matter_id>/finding/<str:finding_id>/", views.decide_finding, name="decide_finding"),
    path("case/<str:case_id>/", views.case, name="case"),
    path("case/<str:case_id>/facts/", views.case_facts, name="facts"),
    path("case/<str:case_id>/step/<slug:step>/", views.step, name="step"),
    path("case/<str:case_id>/identification-link/", views.identification_link, name="identification_link"),
    path("case/<str:case_id>/document/<str:document_id>/", views.document_file, name="document"),
    path("case/<str:case_id>/exhibit/<str:exhibit_id>/", views.exhibit_file, name="exhibit"),
    path("proposal/<str:proposal_id>/", views.proposal, name="proposal"),
    path("proposal/<str:proposal_id>/withdraw/", views.withdraw, name="withdraw"),
    path("identify/<str:secret>/", views.identify, name="identify"),
    path("identify/<str:secret>/photo/<str:exhibit_id>/", views.identify_photo, name="identify_photo"),
]
