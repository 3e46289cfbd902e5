"""Clients as their users make them: generated, compiled with all warnings, and run."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import orjson

from conftest import missing
from javascript.package import install_packages
from swschema.emitters.client_types import ClientTypes
from swschema.emitters.targets import render_target

DRIVERS = Path(__file__).parent / "drivers"
JACKSON = ("core", "annotations", "databind")
SAXON = Path("/usr/share/java/Saxon-HE.jar")
NEWTONSOFT = Path("/usr/lib/cli/Newtonsoft.Json-5.0/Newtonsoft.Json.dll")
Tool = Callable[[str], str]
TYPESCRIPT = {
    "target": "ES2022",
    "module": "NodeNext",
    "moduleResolution": "NodeNext",
    "lib": ["ES2022", "DOM"],
    "strict": True,
    "exactOptionalPropertyTypes": True,
    "noFallthroughCasesInSwitch": True,
    "noImplicitOverride": True,
    "noImplicitReturns": True,
    "noPropertyAccessFromIndexSignature": True,
    "noUncheckedIndexedAccess": True,
    "noUnusedLocals": True,
    "noUnusedParameters": True,
    "skipLibCheck": True,
    "types": ["node"],
    "outDir": "out",
}


def generate(
    target: str, folder: Path, package: str | None = None, *, types: ClientTypes | None = None
) -> list[Path]:
    """Write a client into a folder, and return its files."""
    files = render_target(target, package, types=types)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return [folder / name for name in files]


def compile_quietly(command: Sequence[str], folder: Path) -> None:
    """Run a compiler or a linter, which must have nothing to say."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, ""), done.stdout + done.stderr


def make_typescript(tool: Tool, folder: Path, types: ClientTypes | None = None) -> list[str]:
    """Return the command of the driver in TypeScript."""
    packages = install_packages(tool("npm"))
    generate("typescript", folder, types=types)
    shutil.copy(DRIVERS / "driver.ts", folder)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    options = {**TYPESCRIPT, "typeRoots": [str(packages / "@types")]}
    settings = {"compilerOptions": options, "files": ["swschema.ts", "driver.ts"]}
    (folder / "tsconfig.json").write_bytes(orjson.dumps(settings))
    compile_quietly([tool("node"), str(packages / "typescript/bin/tsc"), "-p", "."], folder)
    return [tool("node"), str(folder / "out/driver.js")]


def jackson() -> str:
    """Return Debian's jars of Jackson as a class path."""
    jars = [Path("/usr/share/java", f"jackson-{name}.jar") for name in JACKSON]
    if not all(jar.is_file() for jar in jars):
        missing("libjackson2-databind-java")
    return ":".join(map(str, jars))


def saxon() -> Path:
    """Return Debian's jar of Saxon-HE."""
    if not SAXON.is_file():
        missing("libsaxonhe-java")
    return SAXON


def make_java(tool: Tool, folder: Path, types: ClientTypes | None = None) -> list[str]:
    """Return the command of the driver in Java."""
    sources = generate("java", folder, "com.example.records", types=types)
    driver = shutil.copy(DRIVERS / "Driver.java", folder)
    command = [
        tool("javac"),
        "--release",
        "11",
        "-encoding",
        "UTF-8",
        "-Xlint:all",
        "-Werror",
        "-d",
        "out",
        "-cp",
        jackson(),
    ]
    compile_quietly([*command, str(driver), *map(str, sources)], folder)
    return [tool("java"), "-cp", f"{folder / 'out'}:{jackson()}", "Driver"]


def newtonsoft() -> Path:
    """Return Debian's library of Newtonsoft.Json."""
    if not NEWTONSOFT.is_file():
        missing("libnewtonsoft-json5.0-cil")
    return NEWTONSOFT


def make_csharp(tool: Tool, folder: Path, types: ClientTypes | None = None) -> list[str]:
    """Return the command of the driver in C#."""
    sources = generate("csharp", folder, "Example.Records", types=types)
    driver = shutil.copy(DRIVERS / "Driver.cs", folder)
    compile_csharp(tool, folder, [Path(driver), *sources])
    return [tool("mono"), str(folder / "client.exe")]


def compile_csharp(tool: Tool, folder: Path, sources: Sequence[Path]) -> None:
    """Compile a program in C# with Debian's Newtonsoft.Json."""
    shutil.copy(newtonsoft(), folder)
    command = [tool("mcs"), "-warnaserror", "-warn:4", "-out:client.exe", f"-r:{NEWTONSOFT.name}"]
    compile_quietly([*command, *map(str, sources)], folder)


def make_go(tool: Tool, folder: Path, types: ClientTypes | None = None) -> list[str]:
    """Return the command of the driver in Go."""
    generate("go", folder / "records", "records", types=types)
    shutil.copy(DRIVERS / "driver.go", folder)
    compile_go(tool, folder)
    return [str(folder / "client")]


def compile_go(tool: Tool, folder: Path) -> None:
    """Compile a program in Go, by the standard library alone."""
    (folder / "go.mod").write_text("module example.com/client\n\ngo 1.19\n", encoding="utf-8")
    compile_quietly([tool("gofmt"), "-l", "."], folder)
    compile_quietly([tool("go"), "vet", "./..."], folder)
    compile_quietly([tool("go"), "build", "-o", "client", "."], folder)


CLIENTS: dict[str, Callable[[Tool, Path, ClientTypes | None], list[str]]] = {
    "typescript": make_typescript,
    "java": make_java,
    "csharp": make_csharp,
    "go": make_go,
}
