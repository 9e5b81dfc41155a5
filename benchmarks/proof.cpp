// Proving: all standards of Minnesota's charter, and of 5,000 rules made for the purpose.
#include "proof/proof.h"

#include <fmt/core.h>

#include <algorithm>
#include <random>

#include "bench.h"
#include "charter/explain.h"

namespace nwd::bench {
namespace {

charter::Charter checked(std::string_view text) {
  auto result = charter::check(text);
  if (!result.charter) throw std::runtime_error(charter::render_text(result.diagnostics, "bench", text));
  return *std::move(result.charter);
}

// Rules of every kind of clause over a few hundred states, as a large code of law might have them. Each reaches some:
// an age, a time, a kind of exploitation or of action; together they leave gaps that are hard to see.
std::string synthetic(std::size_t rules) {
  static constexpr const char* services[] = {"case management", "housing > emergency", "housing > permanent",
                                             "health",          "legal > civil",       "education",
                                             "training",        "basic needs"};
  static constexpr const char* kinds[] = {"sexual", "labour", "both"};
  std::mt19937 dice(1);
  const auto roll = [&](unsigned sides) { return static_cast<unsigned>(dice()) % sides; };
  std::string out = "charter BIG \"Many rules\"\ncalendar gregorian, feb29 becomes mar1\n";
  for (int s = 0; s < 20; ++s) out += fmt::format("source S{} \"Act {}\" in force from {}-01-01\n", s, s, 1990 + s);
  for (unsigned s = 0; s < 300; ++s) {
    const unsigned age = 5 * roll(20);
    switch (roll(4)) {
      case 0: out += fmt::format("state s{} = [born + {} years, born + {} years)\n", s, age, age + 5 + roll(10)); break;
      case 1:
        out += fmt::format("state s{} = [identified + {} days, identified + {} days)\n", s, 30 * roll(10),
                           400 + roll(2000));
        break;
      case 2:
        out += fmt::format("state s{} = some action a: a.kind is {} and [a.opened, a.closed + {} months)\n", s,
                           roll(2) != 0 ? "civil" : "criminal", roll(12));
        break;
      default:
        out += fmt::format("state s{} = [born + {} months, recovered + {} days)\n", s, roll(600), roll(90));
        break;
    }
  }
  for (std::size_t r = 0; r < rules; ++r) {
    const auto special = roll(50);
    out += fmt::format("rule R{} cites S{}: owed {}\n  to s{} and s{}, start identified, while needs", r, roll(20),
                       services[roll(8)], roll(300), roll(300));
    if (special == 0)
      out += ", when conduct during before born + 18 years, keyed by conduct";
    else if (special == 1)
      out += ", when identified during cooperates";
    else
      out += fmt::format(", when exploitation is {}", kinds[roll(3)]);
    if (roll(2) != 0) out += ", until recovered";
    if (roll(3) == 0) out += fmt::format(", unless s{}", roll(300));
    out += '\n';
  }
  return out;
}

double prove_seconds(const charter::Charter& charter, std::string& verdicts) {
  std::size_t counts[4] = {};
  const double seconds = seconds_of([&] {
    for (const auto& v : need(proof::prove(charter, {}))) ++counts[static_cast<std::size_t>(v.status)];
  });
  verdicts = fmt::format("{} hold, {} fail, {} not stated, {} unknown", counts[0], counts[1], counts[2], counts[3]);
  return seconds;
}

// The fastest of a few turns of `times` each, in seconds of one.
double fastest(int times, const std::function<void()>& work) {
  constexpr int turns = 5;
  double best = 1e9;
  for (int turn = 0; turn < turns; ++turn)
    best = std::min(best, seconds_of([&] {
                            for (int i = 0; i < times; ++i) work();
                          }) / times);
  return best;
}

void reading_and_explaining(const charter::Charter& mn) {
  const auto text = synthetic(1000);
  const double read = fastest(3, [&] { checked(text); });
  line("a charter of 1,000 rules parsed and checked", fmt::format("{:.1f} ms", read * 1000),
       fmt::format("{} KiB of text; goal 20 ms", text.size() / 1024), read <= 0.020);

  std::vector<charter::Diagnostic> wrong;
  const auto person = need(charter::read_facts(
      mn, "born 2010-03-05, identified 2026-05-02, recovered never, exploitation is sexual, needs housing always",
      wrong));
  std::size_t told = 0;
  const double explained = fastest(1000, [&] { told += charter::explain(mn, person).services.size(); });
  line("one person with explanation, Minnesota", fmt::format("{:.1f} µs", explained * 1e6),
       fmt::format("{} services; goal 20 µs", told / 5000), explained <= 20e-6);
}

}  // namespace

void proofs() {
  std::string verdicts;
  const auto mn = checked(charter::builtin("us-mn-safe-harbor"));
  reading_and_explaining(mn);
  const double real = prove_seconds(mn, verdicts);
  line(fmt::format("proving Minnesota's {} rules", mn.rules.size()), fmt::format("{:.2f} s", real),
       verdicts + "; goal 1 s", real <= 1);
  const auto big = checked(synthetic(5000));
  const double many = prove_seconds(big, verdicts);
  line(fmt::format("proving {} rules", big.rules.size()), fmt::format("{:.1f} s", many), verdicts + "; goal 60 s",
       many <= 60);
}

}  // namespace nwd::bench
