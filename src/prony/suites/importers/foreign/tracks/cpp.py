"""C++: tests for Catch2, made into tests for a header of ours, which run each in a process of its own."""

from __future__ import annotations

import re

from prony.suites.importers.foreign.exercises import Exercise
from prony.suites.importers.foreign.tracks.track import TrackTask, reference_as_answer, start_of

SHIM = "prony_catch.hpp"
_BLANK = r"(?:\s|//[^\n]*\n)*"
_TEST_CASE = re.compile(
    rf'^([ \t]*)TEST_CASE{_BLANK}\({_BLANK}((?:"(?:[^"\\\n]|\\.)*"\s*)+)(?:,{_BLANK}[^)]*)?\){_BLANK}\{{', re.MULTILINE
)
_CATCH = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<][^">\n]*catch[^">\n]*[">][^\n]*$', re.MULTILINE)

_SHIM = """// Words of Catch2 for tests that run one by one with checks of another header.
#include <cmath>
#include <functional>
#include <ostream>
#include <sstream>
#include <string>
#define EXERCISM_RUN_ALL_TESTS
#define REQUIRE(...) CHECK(__VA_ARGS__)
#define REQUIRE_FALSE(...) CHECK(!(__VA_ARGS__))
#define CHECK_FALSE(...) CHECK(!(__VA_ARGS__))
#define REQUIRE_NOTHROW(...) do { static_cast<void>(__VA_ARGS__); } while (0)
#define CHECK_NOTHROW(...) REQUIRE_NOTHROW(__VA_ARGS__)
#define REQUIRE_THROWS(...) CHECK_THROWS(__VA_ARGS__)
#define REQUIRE_THROWS_AS(expression, ...) CHECK_THROWS_AS(expression, __VA_ARGS__)
#define REQUIRE_THAT(value, ...) CHECK(([&](const auto &matcher) { return matcher.match(value); })(__VA_ARGS__))
#define CHECK_THAT(value, ...) REQUIRE_THAT(value, __VA_ARGS__)
#define SECTION(...)
#define INFO(...) do { } while (0)
#define CAPTURE(...) do { } while (0)
#define CATCH_REGISTER_ENUM(...)
namespace Catch {
class Approx {
public:
    explicit Approx(double value) : value_(value) {}
    Approx &epsilon(double by) { epsilon_ = by; return *this; }
    Approx &margin(double by) { margin_ = by; return *this; }
    bool near(double other) const {
        return std::fabs(other - value_) <= margin_ || std::fabs(other - value_) <= epsilon_ * std::fabs(value_);
    }
private:
    double value_, epsilon_ = 1.1920929e-5, margin_ = 0;
};
template <class T> bool operator==(const T &a, const Approx &b) { return b.near(static_cast<double>(a)); }
template <class T> bool operator==(const Approx &a, const T &b) { return a.near(static_cast<double>(b)); }
template <class T> class MatcherBase {
public:
    virtual ~MatcherBase() = default;
    virtual bool match(T const &value) const = 0;
    virtual std::string describe() const { return ""; }
};
namespace Matchers {
using Catch::MatcherBase;
namespace Impl { using Catch::MatcherBase; }
struct Within {
    double target, margin;
    bool match(double value) const { return std::fabs(value - target) <= margin; }
};
struct WithinRelative {
    double target, by;
    bool match(double value) const {
        return std::fabs(value - target) <= by * std::fmax(std::fabs(value), std::fabs(target));
    }
};
inline Within WithinAbs(double target, double margin) { return {target, margin}; }
inline WithinRelative WithinRel(double target, double by = 2.220446e-14) { return {target, by}; }
namespace Floating { using Matchers::WithinAbs; }
}
}
"""


class CppTrack:
    """Exercises in C++."""

    suffixes = (".cpp", ".h", ".hpp")

    def task(self, exercise: Exercise) -> TrackTask:
        """Make a task with every test switched on, each a function of its own."""
        files = exercise.config.files
        tests = {path: as_functions(text) for path, text in exercise.texts(files.test).items()}
        return TrackTask(
            answer=files.solution,
            tests={**tests, SHIM: _SHIM},
            solution=reference_as_answer(exercise, files.solution),
            workspace=start_of(exercise, *files.editor),
            prony={"toolchain": "cpp", "limits": {"cpu_s": 30, "wall_s": 60, "memory_mb": 1024, "processes": 256}},
        )


def as_functions(text: str) -> str:
    """A file of tests for Catch2 as one for our header: a name for each test case, and Catch2's words beside it."""
    names: set[str] = set()

    def renamed(found: re.Match[str]) -> str:
        words = re.sub(r"[^A-Za-z0-9]+", "_", found[2]).strip("_").lower()[:80] or "test"
        name = f"t_{words}"
        while name in names:
            name += "_"
        names.add(name)
        return f"{found[1]}TEST({name}) {{"

    return f'#include "{SHIM}"\n' + _TEST_CASE.sub(renamed, _CATCH.sub("", text))


TRACK = CppTrack()
