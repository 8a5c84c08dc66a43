"""Photographs and scans, drawn: simple scenes with grain, with the camera's data (EXIF) and place where the story has one."""

import io
import random
from collections.abc import Callable
from datetime import datetime
from fractions import Fraction

import pymupdf
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from story import File, Files, moment, table

SIZE = (1280, 960)
SHEET = (1000, 1414)
Draw = ImageDraw.ImageDraw

EXIF_POINTER, GPS_POINTER = 0x8769, 0x8825
MAKE, MODEL, DATE, TAKEN, OFFSET = 0x010F, 0x0110, 0x0132, 0x9003, 0x9011


def pictures() -> Files:
    """Every picture and scan of the story by path."""
    story = table("pictures.toml")
    files: Files = {}
    for each in story["picture"]:
        image = _smaller(files[each["of"]], each["scale"]) if "of" in each else _photo(each)
        files[each["path"]] = File(_encoded(image, each), moment(each["date"]))
    for each in story["scan"]:
        files[each["path"]] = _scan(each)
    return files


def _photo(story: dict) -> Image.Image:
    """One scene with the grain of a cheap camera."""
    image = Image.new("RGB", SIZE)
    if story["scene"] == "paper":
        image.paste((92, 74, 58), (0, 0, *SIZE))
        sheet = _sheet(story["lines"], 34, (760, 900)).rotate(2.5, expand=True, fillcolor=(92, 74, 58))
        image.paste(sheet, (240, 10))
    else:
        SCENES[story["scene"]](ImageDraw.Draw(image))
    return _grained(image.filter(ImageFilter.GaussianBlur(0.8)), story["path"])


def _ground(draw: Draw, above: tuple[int, ...], below: tuple[int, ...], horizon: int) -> None:
    """A sky or wall that pales downwards, and the ground under it."""
    for y in range(horizon):
        pale = int(40 * y / horizon)
        draw.line((0, y, SIZE[0], y), fill=tuple(min(255, value + pale) for value in above))
    draw.rectangle((0, horizon, *SIZE), fill=below)


def _cottage(draw: Draw) -> None:
    _ground(draw, (130, 165, 200), (86, 120, 66), 620)
    draw.polygon([(0, 620), (380, 380), (760, 620)], fill=(112, 132, 110))
    draw.rectangle((360, 440, 900, 700), fill=(238, 236, 228))
    draw.polygon([(330, 440), (480, 300), (800, 300), (930, 440)], fill=(70, 78, 92))
    for y in range(312, 440, 14):
        draw.line((330, y, 930, y), fill=(58, 64, 78), width=2)
    draw.rectangle((900, 500, 1120, 700), fill=(190, 214, 224), outline=(120, 90, 60), width=8)
    for x in range(940, 1120, 44):
        draw.line((x, 500, x, 700), fill=(120, 90, 60), width=6)
    for x in (430, 560, 760):
        draw.rectangle((x, 520, x + 70, 600), fill=(96, 118, 132), outline=(255, 255, 255), width=6)
    draw.rectangle((660, 560, 720, 700), fill=(150, 40, 36))


def _carpark(draw: Draw) -> None:
    _ground(draw, (34, 38, 58), (58, 58, 62), 470)
    for x in range(60, 1280, 220):
        draw.polygon([(x, 900), (x + 14, 900), (x + 60, 560), (x + 52, 560)], fill=(196, 196, 190))
    for x in range(0, 420, 70):
        draw.ellipse((x, 400, x + 130, 520), fill=(54, 42, 30))
    draw.rectangle((620, 440, 980, 660), fill=(226, 226, 222))
    draw.rectangle((860, 470, 966, 540), fill=(70, 84, 96))
    draw.rectangle((180, 560, 470, 660), fill=(44, 104, 66))
    draw.polygon([(220, 560), (270, 500), (400, 500), (440, 560)], fill=(38, 92, 58))
    for x in (240, 410, 690, 910):
        draw.ellipse((x - 36, 626, x + 36, 698), fill=(20, 20, 22))
    draw.ellipse((1090, 120, 1150, 180), fill=(255, 236, 170))
    draw.rectangle((1114, 180, 1126, 560), fill=(40, 40, 44))


def _shrub(draw: Draw) -> None:
    _ground(draw, (120, 112, 100), (84, 82, 80), 640)
    draw.polygon([(520, 860), (760, 860), (800, 660), (480, 660)], fill=(158, 84, 50))
    places = random.Random("leaves")
    for _ in range(420):
        x, y = places.gauss(640, 150), places.gauss(440, 120)
        draw.ellipse((x - 26, y - 14, x + 26, y + 14), fill=(30, 84 + places.randrange(50), 46))
    for _ in range(26):
        x, y = places.gauss(640, 130), places.gauss(420, 100)
        draw.ellipse((x - 30, y - 30, x + 30, y + 30), fill=(204, 62 + places.randrange(40), 128))


def _pitch(draw: Draw) -> None:
    _ground(draw, (176, 186, 196), (52, 118, 62), 380)
    draw.rectangle((420, 250, 860, 430), outline=(240, 240, 240), width=12)
    draw.arc((300, 700, 980, 1100), 180, 360, fill=(232, 236, 232), width=8)
    for number, x in enumerate(range(160, 1160, 170)):
        shirt = (226, 120, 160) if number % 2 else (54, 92, 170)
        y = 480 + (number * 67) % 240
        draw.rectangle((x, y, x + 54, y + 90), fill=shirt)
        draw.rectangle((x + 6, y + 90, x + 48, y + 150), fill=(28, 28, 34))
        draw.ellipse((x + 8, y - 44, x + 46, y - 4), fill=(176, 130, 100))
    draw.ellipse((640, 800, 676, 836), fill=(250, 250, 250))


def _envelope(draw: Draw) -> None:
    _ground(draw, (120, 86, 60), (104, 72, 48), 900)
    draw.polygon([(300, 330), (960, 290), (990, 690), (330, 740)], fill=(236, 230, 214))
    draw.line((300, 330, 650, 540, 960, 290), fill=(190, 182, 164), width=6)
    for step in range(5):
        x = 520 + step * 46
        draw.polygon([(x, 250), (x + 230, 240), (x + 236, 350), (x + 6, 362)], fill=(150, 112 + step * 8, 160))
    draw.ellipse((90, 560, 280, 740), fill=(206, 200, 192), outline=(120, 118, 114), width=10)


def _canal(draw: Draw) -> None:
    _ground(draw, (182, 190, 192), (96, 84, 70), 420)
    draw.polygon([(420, 420), (860, 420), (1180, 960), (100, 960)], fill=(122, 106, 86))
    draw.rectangle((560, 330, 720, 430), fill=(52, 48, 44))
    draw.polygon([(640, 700), (690, 690), (706, 760), (656, 772)], fill=(22, 24, 30))
    draw.ellipse((330, 560, 390, 660), fill=(150, 158, 166))
    draw.line((372, 580, 380, 480, 420, 470), fill=(150, 158, 166), width=12)
    draw.line((420, 470, 470, 480), fill=(226, 170, 60), width=8)
    for x in (346, 370):
        draw.line((x, 650, x, 740), fill=(90, 84, 70), width=5)


def _servery(draw: Draw) -> None:
    _ground(draw, (214, 208, 190), (150, 146, 140), 700)
    draw.rectangle((180, 300, 1100, 560), fill=(188, 192, 196), outline=(120, 124, 128), width=8)
    for x in range(220, 1080, 140):
        draw.rectangle((x, 420, x + 110, 520), fill=(104, 108, 112))
    draw.rectangle((180, 240, 1100, 300), fill=(208, 196, 160))
    for x in range(180, 1100, 36):
        draw.rectangle((x, 560, x + 34, 700), fill=(224, 230, 232) if x // 36 % 2 else (150, 190, 196))


def _roof(draw: Draw) -> None:
    _ground(draw, (168, 190, 214), (74, 74, 78), 400)
    draw.line((0, 400, 1280, 400), fill=(140, 140, 144), width=18)
    for y in range(480, 960, 110):
        draw.line((0, y, 1280, y + 30), fill=(62, 62, 66), width=4)
    draw.rectangle((880, 330, 960, 420), fill=(160, 150, 140))


def _bibs(draw: Draw) -> None:
    _ground(draw, (220, 214, 206), (196, 170, 140), 760)
    draw.line((0, 200, 1280, 230), fill=(90, 90, 90), width=5)
    for x in range(120, 1160, 210):
        draw.polygon([(x, 220), (x + 150, 224), (x + 160, 520), (x - 10, 520)], fill=(236, 140, 176))
        draw.ellipse((x + 44, 190, x + 106, 270), fill=(220, 214, 206))


def _trophy(draw: Draw) -> None:
    _ground(draw, (96, 110, 120), (120, 98, 76), 640)
    draw.rectangle((360, 180, 900, 800), fill=(176, 134, 84), outline=(120, 84, 48), width=10)
    draw.polygon([(500, 300), (760, 300), (780, 640), (480, 640)], fill=(236, 140, 176))
    draw.ellipse((618, 310, 642, 334), fill=(70, 70, 74))


SCENES: dict[str, Callable[[Draw], None]] = {
    "bibs": _bibs,
    "canal": _canal,
    "carpark": _carpark,
    "cottage": _cottage,
    "envelope": _envelope,
    "pitch": _pitch,
    "roof": _roof,
    "servery": _servery,
    "shrub": _shrub,
    "trophy": _trophy,
}


def _sheet(lines: list[str], size: int, shape: tuple[int, int], ink: tuple[int, ...] = (34, 34, 40)) -> Image.Image:
    """A sheet of paper with `lines` on it, their columns parted by `|`."""
    sheet = Image.new("RGB", shape, (246, 244, 238))
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(size)
    for row, line in enumerate(lines):
        for column, text in enumerate(line.split("|")):
            draw.text((60 + 160 * column, 60 + row * size * 1.7), text, fill=ink, font=font)
    return sheet


def _scan(story: dict) -> File:
    """A letter as a scanner keeps it: pictures of pages and no text."""
    paper = pymupdf.open()
    for number, page in enumerate(story["page"]):
        sheet = _sheet(page["lines"], 50, SHEET, ink=(38, 52, 110)).rotate(0.6 - number, fillcolor=(246, 244, 238))
        out = io.BytesIO()
        _grained(sheet, f"{story['path']}{number}").save(out, "JPEG", quality=70)
        paper.new_page(width=595, height=842).insert_image(pymupdf.Rect(0, 0, 595, 842), stream=out.getvalue())
    date = moment(story["date"])
    paper.set_metadata({"producer": "Office scanner, second floor", "creationDate": f"D:{date:%Y%m%d%H%M%S}Z"})
    return File(paper.tobytes(garbage=3, deflate=True, no_new_id=True), date)


def _grained(image: Image.Image, seed: str) -> Image.Image:
    """The grain of a sensor, the same on every run."""
    width, height = image.size[0] // 4, image.size[1] // 4
    noise = Image.frombytes("L", (width, height), random.Random(seed).randbytes(width * height)).resize(image.size)
    return Image.blend(image, Image.merge("RGB", (noise, noise, noise)), 0.045)


def _smaller(file: File, scale: float) -> Image.Image:
    """A picture as a chat program sends it on: smaller, and without the camera's data."""
    image = Image.open(io.BytesIO(file.data))
    return image.resize((int(image.width * scale), int(image.height * scale)))


def _encoded(image: Image.Image, story: dict) -> bytes:
    out = io.BytesIO()
    if story["path"].endswith(".png"):
        image.save(out, "PNG")
    else:
        image.save(out, "JPEG", quality=82, exif=_exif(story))
    return out.getvalue()


def _exif(story: dict) -> Image.Exif:
    exif = Image.Exif()
    if "camera" in story:
        date: datetime = moment(story["date"])
        make, _, model = story["camera"].partition(" ")
        exif[MAKE], exif[MODEL], exif[DATE] = make, model, f"{date:%Y:%m:%d %H:%M:%S}"
        offset = f"{date:%z}"
        exif.get_ifd(EXIF_POINTER).update({TAKEN: exif[DATE], OFFSET: f"{offset[:3]}:{offset[3:]}"})
    if "gps" in story:
        north, east = story["gps"]
        exif.get_ifd(GPS_POINTER).update(_half(1, north, "NS") | _half(3, east, "EW"))
    return exif


def _half(tag: int, degrees: float, signs: str) -> dict[int, object]:
    """One coordinate as EXIF writes it: a letter, then degrees, minutes and seconds as fractions."""
    whole = abs(degrees)
    minutes = (whole - int(whole)) * 60
    seconds = Fraction(round((minutes - int(minutes)) * 6000), 100)
    return {tag: signs[degrees < 0], tag + 1: (int(whole), int(minutes), float(seconds))}
