"""Addresses of registers: pages and API."""

from django.urls import path

from quandun.registers import http, views

app_name = "registers"
urlpatterns = [
    path("registers/", views.directory, name="directory"),
    path("registers/desk/", views.desk, name="desk"),
    path("registers/entry/<str:entry_id>/", views.entry, name="entry"),
    path("registers/entry/<str:entry_id>/amend/", views.amend, name="amend"),
    path("registers/entry/<str:entry_id>/<slug:move>/", views.decide, name="decide"),
    path("registers/<slug:kind>/", views.register, name="register"),
    path("registers/<slug:kind>/nominate/", views.nominate, name="nominate"),
    path("api/v1/registers/", http.registers, name="api_registers"),
    path("api/v1/registers/<slug:kind>/", http.register, name="api_register"),
    path("api/v1/registers/<slug:kind>.csv", http.register_csv, name="api_register_csv"),
]
