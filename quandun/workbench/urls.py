"""Addresses of the workbench. A parameter's own address comes last: its ids never equal the words before it."""

from django.urls import path

from quandun.workbench import http
from quandun.workbench.views import changes, courts, crime, damages, deadlines, parameters, sellers

app_name = "workbench"
urlpatterns = [
    path("law/", parameters.index, name="index"),
    path("law/confirmations/", parameters.confirmations, name="confirmations"),
    path("law/changes/", changes.changes, name="changes"),
    path("law/damages/", damages.choose_right, name="choose_right"),
    path("law/damages/<slug:right>/", damages.damages, name="damages"),
    path("law/crime/", crime.choose_article, name="choose_article"),
    path("law/crime/<slug:article>/", crime.crime, name="crime"),
    path("law/seller/<slug:statute>/", sellers.seller, name="seller"),
    path("law/court/", courts.court, name="court"),
    path("law/competence/", courts.competence, name="competence"),
    path("law/deadline/", deadlines.deadline, name="deadline"),
    path("law/<str:ref>/", parameters.parameter, name="parameter"),
    path("api/v1/law/openapi.json", http.openapi, name="api_openapi"),
    path("api/v1/law/parameters", http.search, name="api_search"),
    path("api/v1/law/parameters/<str:ref>", http.show, name="api_show"),
    path("api/v1/law/due", http.due, name="api_due"),
    path("api/v1/law/diff", http.diff, name="api_diff"),
    path("api/v1/law/competence", http.competence, name="api_competence"),
    path("api/v1/law/damages", http.damages, name="api_damages"),
    path("api/v1/law/crime", http.crime, name="api_crime"),
    path("api/v1/law/seller", http.seller, name="api_seller"),
    path("api/v1/law/court", http.court, name="api_court"),
]
