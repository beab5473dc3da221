"""`quandun demo`: the story, then the site."""

import argparse
import sys

from django.conf import settings

from config.demo.run import guide, tell


def add_arguments(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Register the word."""
    demo = sub.add_parser("demo", help="演示：一个案件从举报到考核，然后打开网站")
    demo.add_argument("--no-serve", action="store_true", help="讲完就结束，不启动网站")
    demo.add_argument("--port", type=int, default=8000)
    demo.set_defaults(run=_demo)


def _demo(args: argparse.Namespace) -> int:
    if not settings.DEMO:
        print("演示只能在 config.settings.demo 下运行：请去掉 DJANGO_SETTINGS_MODULE 再试。", file=sys.stderr)
        return 2

    def say(line: str) -> None:
        print(line, flush=True)

    told = tell(say)
    guide(told, f"http://127.0.0.1:{args.port}", say)
    if args.no_serve:
        return 0
    from config.serve import serve

    return serve(port=args.port)
