"""Addresses of assessment."""

from django.urls import path

from quandun.assessment import views

app_name = "assessment"
urlpatterns = [
    path("plan/", views.matrix, name="matrix"),
    path("plan/figure/<slug:key>/", views.figure, name="figure"),
]
