"""The frame (页面框架) every page hangs in: base templates, components, look, language, log-in, security headers, acts of routes.

Law served: nothing of its own; it carries the accessibility duty of government sites (无障碍环境建设法 第三十二条) and keeps every
request on this site. It decides nothing: a route names its act, the access table of `people` says who may, and the service checks
again. It knows no matter, case or document, only values that other rooms hand to its components.
"""
