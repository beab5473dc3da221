"""Addresses of disclosure."""

from django.urls import path

from quandun.disclosure import views

app_name = "disclosure"
urlpatterns = [
    path("published/", views.published, name="published"),
    path("publications/", views.worklist, name="worklist"),
    path("published/<str:publication_id>/", views.publication, name="publication"),
    path("published/<str:publication_id>/file/", views.publication_file, name="publication_file"),
    path("published/<str:publication_id>/check/", views.check, name="check"),
    path("published/<str:publication_id>/publish/", views.publish, name="publish"),
    path("case/<str:case_id>/publication/", views.propose, name="propose"),
]
