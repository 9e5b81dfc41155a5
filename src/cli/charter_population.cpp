#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/charter_commands.h"
#include "cli/charter_text.h"
#include "cli/population_streams.h"
#include "population/run.h"

namespace nwd::cli {
namespace {

struct Options {
  std::string charter;
  std::string after;
  std::string population;
  std::string out;
  std::string from, until;
  std::vector<std::string> prices;
  bool by_month = false;
  bool by_age = false;
  bool by_region = false;
  bool whole = false;
};

// Opens the streams, evaluates with a line of progress, and tells what became of the rows.
Result<void> over_population(
    Common& common, const Options& options,
    const std::function<Result<population::Report>(PopulationStreams&, const population::EachProgress&)>& evaluate) {
  PopulationStreams streams;
  NWD_CHECK(streams.open(options.population, options.out));
  ProgressLine line("Persons", common.outcome.json);
  NWD_TRY(const auto report, evaluate(streams, [&line](const population::Progress& p) -> Result<void> {
            line.show(p.rows, std::nullopt);
            return {};
          }));
  NWD_CHECK(streams.done());
  fmt::print(stderr, "{}", population::render_text(report));
  if (report.set_aside > 0) common.outcome.findings();
  return {};
}

Result<void> run(Common& common, const Options& options) {
  NWD_TRY(const auto text, read_charter(options.charter));
  const auto charter = checked(common, text);
  if (!charter) return {};
  population::IntervalsOptions wanted;
  wanted.whole = options.whole;
  return over_population(common, options,
                         [&](PopulationStreams& s, const auto& progress) -> Result<population::Report> {
                           NWD_TRY(const bool columnar, s.columnar());
                           const auto run_it = columnar ? population::run_columnar : population::run_csv;
                           return run_it(*charter, s.in(), s.out(), wanted, progress);
                         });
}

// "housing > emergency=85.00"
Result<std::pair<std::string, Cents>> price_of(const std::string& text) {
  const auto equals = text.rfind('=');
  const auto cents = equals == std::string::npos ? std::nullopt : parse_cents(text.substr(equals + 1));
  if (!cents) return fail(Code::invalid, "--price takes a service and its price a day: \"housing > emergency=85.00\".");
  return std::pair(text.substr(0, equals), *cents);
}

Result<population::TotalsOptions> totals_of(const Options& options) {
  population::TotalsOptions out;
  NWD_TRY(out.from, day_option("--from", options.from));
  NWD_TRY(out.until, day_option("--until", options.until));
  out.by_month = options.by_month;
  out.by_age = options.by_age;
  out.by_region = options.by_region;
  for (const auto& text : options.prices) {
    NWD_TRY(auto price, price_of(text));
    out.per_day.insert(std::move(price));
  }
  return out;
}

Result<void> total(Common& common, const Options& options) {
  NWD_TRY(const auto text, read_charter(options.charter));
  NWD_TRY(auto wanted, totals_of(options));
  if (common.outcome.json) wanted.form = population::Form::json;
  const auto charter = checked(common, text);
  if (!charter) return {};
  return over_population(common, options,
                         [&](PopulationStreams& s, const auto& progress) -> Result<population::Report> {
                           NWD_TRY(const bool columnar, s.columnar());
                           const auto total_it = columnar ? population::total_columnar : population::total_csv;
                           return total_it(*charter, s.in(), s.out(), wanted, progress);
                         });
}

Result<void> compare(Common& common, const Options& options) {
  NWD_TRY(const auto before_text, read_charter(options.charter));
  NWD_TRY(const auto after_text, read_charter(options.after));
  NWD_TRY(auto wanted, totals_of(options));
  if (common.outcome.json) wanted.form = population::Form::json;
  const auto before = checked(common, before_text);
  const auto after = checked(common, after_text);
  if (!before || !after) return {};
  return over_population(common, options,
                         [&](PopulationStreams& s, const auto& progress) -> Result<population::Report> {
                           NWD_TRY(const bool columnar, s.columnar());
                           const auto compare_it = columnar ? population::compare_columnar : population::compare_csv;
                           return compare_it(*before, *after, s.in(), s.out(), wanted, progress);
                         });
}

void add_streams(CLI::App& command, const std::shared_ptr<Options>& options) {
  command.add_option("population", options->population, "one row a person; - for standard input")->required();
  command.add_option("--out", options->out, "where the results go; without: standard output");
}

void add_totals(CLI::App& command, const std::shared_ptr<Options>& options) {
  command.add_option("--from", options->from, "the first day that counts")->required();
  command.add_option("--until", options->until, "the first day that no longer counts")->required();
  command.add_flag("--by-month", options->by_month, "a row for each month");
  command.add_flag("--by-age", options->by_age, "a row for each age at identification: 0-12, 13-17, 18-24, 25+");
  command.add_flag("--by-region", options->by_region, "a row for each region");
  command.add_option("--price", options->prices,
                     "SERVICE=PRICE a day, where the charter's funds have no prices; may be given several times");
}

void add_run(CLI::App& group, Common& common) {
  auto options = std::make_shared<Options>();
  auto* running = group.add_subcommand("run", "what everybody of a population is owed, as intervals of days");
  running->footer(
      "Example: nwd charter run us-mn-safe-harbor people.csv --out owed.csv\n"
      "Rows that cannot be true are set aside and listed; then it ends with 3. docs/population.md has the columns.");
  add_charter_argument(*running, "charter", options->charter);
  add_streams(*running, options);
  running->add_flag("--whole", options->whole, "also services whose parts are listed");
  running->callback([&common, options] { common.outcome.finish(run(common, *options)); });
}

void add_total(CLI::App& group, Common& common) {
  auto options = std::make_shared<Options>();
  auto* totalling = group.add_subcommand("total", "persons and days owed in a population, added up");
  totalling->footer(
      "Example: nwd charter total us-mn-safe-harbor people.csv --from 2026-01-01 --until 2027-01-01 \\\n"
      "           --by-age --price \"housing > emergency=85.00\"");
  add_charter_argument(*totalling, "charter", options->charter);
  add_streams(*totalling, options);
  add_totals(*totalling, options);
  totalling->callback([&common, options] { common.outcome.finish(total(common, *options)); });
}

void add_compare(CLI::App& group, Common& common) {
  auto options = std::make_shared<Options>();
  auto* comparing = group.add_subcommand("compare", "who gains and loses which days from one charter to another");
  comparing->footer(
      "Example: nwd charter compare us-mn-safe-harbor draft.charter people.csv --from 2026-01-01 --until 2027-01-01");
  add_charter_argument(*comparing, "before", options->charter);
  add_charter_argument(*comparing, "after", options->after);
  add_streams(*comparing, options);
  add_totals(*comparing, options);
  comparing->callback([&common, options] { common.outcome.finish(compare(common, *options)); });
}

}  // namespace

void add_charter_population(CLI::App& group, Common& common) {
  add_run(group, common);
  add_total(group, common);
  add_compare(group, common);
}

}  // namespace nwd::cli
