"""Addresses of the portal."""

from django.urls import path

from quandun.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("id/<str:public_id>/", views.open_id, name="open_id"),
    path("access/", views.access_table, name="access_table"),
]
