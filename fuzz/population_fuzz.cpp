// Any bytes as a population, as CSV and as columns, under a charter in the same bytes: rows are evaluated or set aside,
// and what is evaluated is what the one-person evaluator says.
//   the charter (or nothing: Minnesota's), NUL, the population
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <sstream>
#include <string_view>

#include "population/columnar.h"
#include "population/csv_reader.h"
#include "population/run.h"

namespace {

using namespace nwd::population;  // NOLINT: this file is about nothing else

void check(const Plan& plan, const Columns& people) {
  const auto& law = *plan.charters()[0];
  Runner runner(plan);
  for (std::size_t first = 0; first < people.size(); first += block_size) {
    const auto& block = runner.run(people, first);
    for (std::size_t p = 0; p < block.size; ++p) {
      const auto alone = nwd::charter::evaluate(law, facts_of(law, people, first + p));
      for (std::size_t o = 0; o < plan.outputs().size(); ++o) {
        const auto& output = plan.outputs()[o];
        if (output.paid()) continue;
        const auto& expected = output.immunity ? alone.immunities[output.index] : alone.services[output.index];
        if (block.days(p, o) != expected) std::abort();
      }
    }
  }
}

template <class Reader>
void read(const Plan& plan, std::string_view bytes) {
  std::istringstream in{std::string(bytes)};
  Report report;
  std::int64_t persons = 0;
  const auto done = Reader(plan.schema())
                        .read(in, report,
                              [&](Columns& people) {
                                persons += static_cast<std::int64_t>(people.size());
                                check(plan, people);
                                return nwd::Result<void>();
                              },
                              {});
  if (done && report.rows != persons + report.set_aside) std::abort();
  if (render_text(report).empty()) std::abort();
}

const nwd::charter::Charter& minnesota() {
  static const auto law = *nwd::charter::check(nwd::charter::builtin("us-mn-safe-harbor")).charter;
  return law;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > (std::size_t{16} << 10U)) return 0;
  const std::string_view all(reinterpret_cast<const char*>(data), size);  // NOLINT: char may alias anything
  const auto cut = all.find('\0');
  if (cut == std::string_view::npos) return 0;
  std::optional<nwd::charter::Charter> own;
  if (cut > 0) own = nwd::charter::check(all.substr(0, cut)).charter;
  if (cut > 0 && !own) return 0;
  const auto plan = Plan::of(own ? *own : minnesota(), {.inline_rows = 2, .state_slots = 1});
  const auto bytes = all.substr(cut + 1);
  if (bytes.starts_with("NWDPOP1"))
    read<ColumnarReader>(plan, bytes);
  else
    read<CsvReader>(plan, bytes);
  return 0;
}
