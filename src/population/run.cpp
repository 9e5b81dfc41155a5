#include "population/run.h"

#include <fmt/format.h>

#include "population/columnar.h"
#include "population/csv_reader.h"
#include "population/csv_writer.h"
#include "population/totals_writer.h"

namespace nwd::population {
namespace {

constexpr std::size_t most_sums = 2'000'000;  // of one run; about 130 MB

Result<TallyBy> tally_by(const Plan& plan, const TotalsOptions& options, std::size_t regions) {
  if (options.until <= options.from || options.from < first_day || options.until > last_day)
    return fail(Code::invalid, "The days that count must begin before they end, within the years 1 to 9999.");
  TallyBy by;
  by.edges = options.by_month ? months(options.from, options.until) : std::vector<Day>{options.from, options.until};
  by.bands = options.by_age;
  by.regions = regions;
  const auto groups = by.regions * (by.bands ? band_count : 1);
  if (by.edges.size() > most_periods || plan.outputs().size() * (by.edges.size() - 1) * groups > most_sums)
    return fail(Code::too_large, "These are too many months, ages and regions to add up by in one run.");
  return by;
}

// Reads all batches and hands every block on.
using EachBlock = std::function<Result<void>(const Columns&, const Block&)>;

template <class Reader>
Result<Report> each_block(const Plan& plan, Reader& reader, std::istream& in, const EachBlock& each,
                          const EachProgress& progress) {
  Report report;
  Runner runner(plan);
  report.instructions = runner.with().name;
  const auto batch = [&](Columns& people) -> Result<void> {
    for (std::size_t first = 0; first < people.size(); first += block_size)
      NWD_CHECK(each(people, runner.run(people, first)));
    return {};
  };
  NWD_CHECK(reader.read(in, report, batch, progress));
  report.counts = runner.counts();
  return report;
}

Result<void> written(const std::ostream& out) {
  if (!out) return fail(Code::storage_full, "The results cannot be written.");
  return {};
}

// Prices of a charter count beside those asked for only if both are of the same money, which nobody can tell.
Result<void> check_prices(const Plan& plan, const TotalsOptions& options) {
  std::string currency;
  for (const auto* charter : plan.charters()) {
    if (!charter->currency.empty() && !currency.empty() && charter->currency != currency)
      return fail(Code::invalid, "The prices of the two charters are in two currencies.");
    if (!charter->currency.empty()) currency = charter->currency;
  }
  if (!currency.empty() && !options.per_day.empty())
    return fail(Code::invalid, "The charter's funds have prices. Leave out --price.");
  return {};
}

template <class Reader>
Result<Report> totals(const Plan& plan, std::istream& in, std::ostream& out, const TotalsOptions& options,
                      const EachProgress& progress) {
  NWD_CHECK(check_prices(plan, options));
  NWD_TRY(const auto by, tally_by(plan, options, options.by_region ? most_regions_by : 1));
  Tally tally(plan, by);
  Reader reader(plan.schema());
  const auto add = [&](const Columns& people, const Block& block) -> Result<void> {
    tally.add(people, block);
    if (reader.regions().size() > most_regions_by && options.by_region)
      return fail(Code::too_large, fmt::format("There are more than {} regions.", most_regions_by - 1));
    return {};
  };
  NWD_TRY(auto report, each_block(plan, reader, in, add, progress));
  NWD_CHECK(write_totals(out, plan, tally, by, options, reader.regions(), report));
  NWD_CHECK(written(out));
  return report;
}

}  // namespace

Result<Report> run_csv(const charter::Charter& charter, std::istream& in, std::ostream& out,
                       const IntervalsOptions& options, const EachProgress& progress) {
  const auto plan = Plan::of(charter, options.layout);
  CsvReader reader(plan.schema());
  IntervalsWriter writer(out, plan, options.whole);
  const auto add = [&](const Columns& people, const Block& block) {
    writer.add(people, block);
    return written(out);
  };
  return each_block(plan, reader, in, add, progress);
}

Result<Report> run_columnar(const charter::Charter& charter, std::istream& in, std::ostream& out,
                            const IntervalsOptions& options, const EachProgress& progress) {
  const auto plan = Plan::of(charter, options.layout);
  ColumnarReader reader(plan.schema());
  ColumnarIntervals writer(out, plan, options.whole);
  const auto add = [&](const Columns& people, const Block& block) { return writer.add(people, block); };
  NWD_TRY(auto report, each_block(plan, reader, in, add, progress));
  writer.finish();
  NWD_CHECK(written(out));
  return report;
}

Result<Report> total_csv(const charter::Charter& charter, std::istream& in, std::ostream& out,
                         const TotalsOptions& options, const EachProgress& progress) {
  return totals<CsvReader>(Plan::of(charter, options.layout), in, out, options, progress);
}

Result<Report> total_columnar(const charter::Charter& charter, std::istream& in, std::ostream& out,
                              const TotalsOptions& options, const EachProgress& progress) {
  return totals<ColumnarReader>(Plan::of(charter, options.layout), in, out, options, progress);
}

Result<Report> compare_csv(const charter::Charter& before, const charter::Charter& after, std::istream& in,
                           std::ostream& out, const TotalsOptions& options, const EachProgress& progress) {
  NWD_TRY(const auto plan, Plan::of(before, after, options.layout));
  return totals<CsvReader>(plan, in, out, options, progress);
}

Result<Report> compare_columnar(const charter::Charter& before, const charter::Charter& after, std::istream& in,
                                std::ostream& out, const TotalsOptions& options, const EachProgress& progress) {
  NWD_TRY(const auto plan, Plan::of(before, after, options.layout));
  return totals<ColumnarReader>(plan, in, out, options, progress);
}

namespace {

void add_to(Sums& sum, const Sums& more) {
  sum.certain.days += more.certain.days;
  sum.possible.days += more.possible.days;
}

std::int64_t price(const TotalsOptions& options, const std::string& name) {
  const auto found = options.per_day.find(name);
  return found == options.per_day.end() ? 0 : found->second.amount;
}

// Of what a fund pays, at its price; of the rest, at the price that was asked for.
std::int64_t price(const TotalsOptions& options, const Output& output) {
  return output.paid() ? output.a_day.value_or(Cents{}).amount : price(options, output.name);
}

Result<void> note_cost(const TotalsOptions& options, const Output& output, const Change& change, Cents& sum) {
  std::int64_t cost = 0;
  const auto days = change.gained.certain.days - change.lost.certain.days;
  if (__builtin_mul_overflow(days, price(options, output), &cost) ||
      __builtin_add_overflow(sum.amount, cost, &sum.amount))
    return fail(Code::too_large, "A cost is more than can be counted in whole cents.");
  return {};
}

Result<void> note_changes(const Plan& plan, const Tally& tally, std::size_t gained, std::size_t lost,
                          const TotalsOptions& options, Comparison& out) {
  const auto& output = plan.outputs()[gained];
  for (std::size_t period = 0; period < tally.periods(); ++period)
    for (std::size_t group = 0; group < tally.groups(); ++group) {
      const Change change{output.name, output.immunity, group, tally.sum(gained, period, group),
                          tally.sum(lost, period, group)};
      if (change.gained.possible.persons == 0 && change.lost.possible.persons == 0 &&
          change.gained.certain.persons == 0 && change.lost.certain.persons == 0)
        continue;
      if (!output.paid()) out.changes.push_back(change);
      if (output.immunity || output.whole) continue;
      NWD_CHECK(note_cost(options, output, change, out.certain_cost));
      if (output.paid()) continue;
      add_to(out.gained, change.gained);
      add_to(out.lost, change.lost);
    }
  return {};
}

}  // namespace

Result<Comparison> compare(const Plan& plan, const Columns& people, const TotalsOptions& options) {
  NWD_CHECK(check_prices(plan, options));
  std::size_t regions = 1;
  if (options.by_region)
    for (const auto region : people.regions) regions = std::max<std::size_t>(regions, std::size_t{region} + 1);
  NWD_TRY(const auto by, tally_by(plan, options, std::min(regions, most_regions)));
  Tally tally(plan, by);
  Runner runner(plan);
  for (std::size_t first = 0; first < people.size(); first += block_size) tally.add(people, runner.run(people, first));
  Comparison out;
  out.counts = runner.counts();
  std::vector<std::size_t> gained;
  std::vector<std::size_t> lost;
  for (std::size_t i = 0; i < plan.outputs().size(); ++i) {
    if (plan.outputs()[i].what == Output::What::gained) gained.push_back(i);
    if (plan.outputs()[i].what == Output::What::lost) lost.push_back(i);
  }
  for (std::size_t i = 0; i < gained.size(); ++i)
    NWD_CHECK(note_changes(plan, tally, gained[i], lost[i], options, out));
  return out;
}

}  // namespace nwd::population
