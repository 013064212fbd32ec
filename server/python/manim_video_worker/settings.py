"""Manim's configuration for a run. Nothing but the library's defaults and what is set here counts."""

from __future__ import annotations

import configparser
from pathlib import Path
from typing import Any

import manim
from manim import config

from .quality import QUALITIES


def forget_user_settings() -> None:
    """Sets the configuration back to the library's defaults, whatever files the import has read."""
    parser = configparser.ConfigParser()
    parser.read(Path(manim.__file__).parent / "_config" / "default.cfg")
    config.digest_parser(parser)


def apply_run(media_folder: Path, quality: str, more: dict[str, Any] | None = None) -> None:
    """Settings that a scene's module may change: size, speed, colours."""
    size = QUALITIES[quality]
    config.pixel_width, config.pixel_height, config.frame_rate = size.width, size.height, size.fps
    config.frame_height = 8.0
    config.frame_width = 8.0 * size.width / size.height
    enforce_run(media_folder, more or {})


def enforce_run(media_folder: Path, more: dict[str, Any]) -> None:
    """Settings that are ours, applied again after the module ran."""
    folders = {
        "media_dir": str(media_folder),
        "video_dir": "{media_dir}/video",
        "partial_movie_dir": "{media_dir}/partial",
        "sections_dir": "{media_dir}/sections",
        "images_dir": "{media_dir}/images",
        "tex_dir": "{media_dir}/Tex",
        "text_dir": "{media_dir}/texts",
        "log_dir": "{media_dir}/logs",
    }
    ours = {
        "renderer": "cairo",
        "disable_caching": True,
        "disable_caching_warning": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
        "preview": False,
        "show_in_file_browser": False,
        "live_preview": False,
        "enable_gui": False,
        "log_to_file": False,
        "save_sections": False,
        "transparent": False,
        "from_animation_number": 0,
        "upto_animation_number": -1,
        "max_files_cached": -1,
        "input_file": "",
        "output_file": "",
        "seed": 0,
    }
    for name, value in {**folders, **ours, **more}.items():
        config[name] = value
