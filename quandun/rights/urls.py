"""Addresses of rights."""

from django.urls import path

from quandun.rights import views

app_name = "rights"
urlpatterns = [path("mark/<str:mark_id>/", views.mark, name="mark")]
