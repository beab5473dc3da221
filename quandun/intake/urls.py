"""Addresses of intake."""

from django.urls import path

from quandun.intake import views

app_name = "intake"
urlpatterns = [
    path("track/", views.track, name="track"),
    path("report/", views.start, name="start"),
    path("report/done/", views.done, name="done"),
    path("report/attach/", views.attach, name="attach"),
    path("report/submit/", views.submit, name="submit"),
    path("report/<slug:page>/", views.page, name="page"),
]
