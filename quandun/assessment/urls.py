"""Addresses of assessment."""

from django.urls import path

from quandun.assessment import progress_views, views

app_name = "assessment"
urlpatterns = [
    path("plan/", views.matrix, name="matrix"),
    path("plan/targets/", views.targets, name="targets"),
    path("plan/figure/<slug:key>/", views.figure, name="figure"),
    path("plan/task/<str:task_id>/", views.task, name="task"),
    path("plan/unit/<str:unit_id>/", views.unit, name="unit"),
    path("plan/desk/", progress_views.desk, name="desk"),
    path("plan/versions/", views.versions, name="versions"),
    path("plan/compare/", views.compare, name="compare"),
    path("plan/version/<str:plan_id>/<slug:form>/", views.export, name="export"),
    path("plan/task/<str:task_id>/report/", progress_views.report_progress, name="report_progress"),
    path("plan/report/<str:report_id>/", progress_views.report, name="report"),
    path("plan/report/<str:report_id>/review/", progress_views.review, name="review"),
    path("plan/report/<str:report_id>/publish/", progress_views.publish, name="publish"),
    path("plan/task/<str:task_id>/supervise/", progress_views.supervise, name="supervise"),
    path("plan/supervision/<str:supervision_id>/", progress_views.supervision, name="supervision"),
    path("plan/supervision/<str:supervision_id>/answer/", progress_views.answer, name="answer"),
    path("plan/supervision/<str:supervision_id>/decide/", progress_views.decide, name="decide"),
]
