#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Rtmscope authors
# SPDX-License-Identifier: MIT
"""Writes emoji.txt from the emoji.json of the npm package emoji-datasource. See resources/README.md.

usage: make_emoji_table.py path/to/emoji.json > emoji.txt

One line per short name, in the data's own order (smileys and people first), which is also the order of completion:

    name HEX-HEX        no skin tones
    name+ HEX-HEX       takes a tone: it follows the first code point and replaces a U+FE0F there
    name= HEX-HEX 1F468-A-200D-1F469-B      tones for two people by the pattern; "name*": both of the above
"""
import itertools
import json
import sys

# Names of old that workspaces still send.
FORMER_NAMES = {"slightly_smiling_face": ["simple_smile"]}
TONES = ["1F3FB", "1F3FC", "1F3FD", "1F3FE", "1F3FF"]


def with_tone(unified, tone):
    points = unified.split("-")
    rest = points[1:]
    if rest and rest[0] == "FE0F":
        rest = rest[1:]
    return "-".join([points[0], tone] + rest)


def pair_pattern(variations):
    """The pattern behind all two-tone forms, or None where there are none."""
    pairs = {key: value["unified"] for key, value in variations.items() if "-" in key}
    if not pairs:
        return None
    sample = pairs["1F3FB-1F3FC"]
    pattern = sample.replace("1F3FB", "A").replace("1F3FC", "B")
    for first, second in itertools.permutations(TONES, 2):
        made = pattern.replace("A-", first + "-").replace("-B", "-" + second)
        assert made == pairs[f"{first}-{second}"], (made, pairs)
    return pattern


def table_line(entry):
    variations = entry.get("skin_variations", {})
    singles = [tone for tone in TONES if tone in variations]
    for tone in singles:
        assert variations[tone]["unified"] == with_tone(entry["unified"], tone), entry["short_name"]
    pattern = pair_pattern(variations)
    mark = {(False, False): "", (True, False): "+", (False, True): "=", (True, True): "*"}[
        (bool(singles), pattern is not None)
    ]
    for name in entry["short_names"] + FORMER_NAMES.get(entry["short_name"], []):
        assert name.isascii() and " " not in name, name
        yield f"{name}{mark} {entry['unified']}" + (f" {pattern}" if pattern else "")


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        data = json.load(source)
    seen = set()
    for entry in sorted(data, key=lambda e: (e["category"] == "Component", e["sort_order"])):
        for line in table_line(entry):
            name = line.split(" ")[0].rstrip("+=*")
            if name not in seen:
                seen.add(name)
                print(line)


if __name__ == "__main__":
    main()
