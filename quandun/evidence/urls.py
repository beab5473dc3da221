"""Addresses of evidence."""

from django.urls import path

from quandun.evidence import views

app_name = "evidence"
urlpatterns = [
    path("v/<str:public_id>/", views.verify, name="verify"),
    path("log/", views.log, name="log"),
    path("log/checkpoint", views.checkpoint, name="checkpoint"),
    path("log/entry/<str:entry_id>/", views.entry, name="entry"),
]
