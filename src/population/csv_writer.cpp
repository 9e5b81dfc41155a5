#include "population/csv_writer.h"

#include <fmt/format.h>

#include <cstdlib>

#include "population/cells.h"

namespace nwd::population {
namespace {

std::string quoted(std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(cell);
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string right_of(const Output& output) {
  return (output.immunity ? "immune from," : "owed,") + quoted(output.name);
}

std::string_view change_of(const Output& output, const Plan& plan) {
  if (output.what == Output::What::gained) return "gained";
  if (output.what == Output::What::lost) return "lost";
  return plan.charters().size() == 1 ? "owed" : output.charter == 0 ? "before" : "after";
}

}  // namespace

IntervalsWriter::IntervalsWriter(std::ostream& out, const Plan& plan, bool whole)
    : out_(out), plan_(plan), whole_(whole) {
  for (const auto& output : plan.outputs()) rights_.push_back(right_of(output));
  out_ << "person,right,name,bound,from,until\n";
}

void IntervalsWriter::add(const Columns& people, const Block& block) {
  for (std::size_t p = 0; p < block.size; ++p) {
    const auto at = block.first + p;
    add_person(at < people.ids.size()     ? quoted(people.ids[at])
               : at < people.lines.size() ? std::to_string(people.lines[at])
                                          : std::to_string(at + 1),
               block, p);
  }
}

void IntervalsWriter::add_person(const std::string& id, const Block& block, std::size_t person) {
  for (std::size_t output = 0; output < plan_.outputs().size(); ++output) {
    if (plan_.outputs()[output].whole && !whole_) continue;
    const auto days = block.days(person, output);
    add_days(id, output, "certain", days.certain);
    if (!days.exact()) add_days(id, output, "possible", days.possible);
  }
}

void IntervalsWriter::add_days(const std::string& id, std::size_t output, const char* bound, const DaySet& days) {
  for (const auto& i : days.intervals())
    out_ << fmt::format("{},{},{},{},{}\n", id, rights_[output], bound, text_of(i.begin), text_of(i.end));
}

namespace {

struct Place {
  std::size_t output;
  std::size_t period;
  std::size_t band;
  std::size_t region;
};

class TotalsWriter {
 public:
  TotalsWriter(std::ostream& out, const Plan& plan, const Tally& tally, const TallyBy& by, const TotalsOptions& options,
               const std::vector<std::string>& regions)
      : out_(out), plan_(plan), tally_(tally), by_(by), options_(options), regions_(regions) {}

  void write() {
    out_ << "change,right,name,from,until,age,region,certain_persons,certain_days,possible_persons,possible_days"
         << (options_.per_day.empty() ? "\n" : ",certain_cost,possible_cost\n");
    const std::size_t bands = by_.bands ? band_count : 1;
    for (std::size_t o = 0; o < plan_.outputs().size(); ++o)
      for (std::size_t m = 0; m < tally_.periods(); ++m)
        for (std::size_t b = 0; b < bands; ++b)
          for (std::size_t r = 0; r < by_.regions; ++r) row({o, m, b, r});
  }

 private:
  void row(const Place& at) {
    const auto group = by_.bands ? tally_.group(static_cast<Band>(at.band), at.region) : at.region;
    const auto& sums = tally_.sum(at.output, at.period, group);
    if (sums == Sums{}) return;
    const auto& output = plan_.outputs()[at.output];
    out_ << fmt::format("{},{},{},{},{},{},{},{},{},{}", change_of(output, plan_), right_of(output),
                        to_text(by_.edges[at.period]), to_text(by_.edges[at.period + 1]),
                        by_.bands ? name(static_cast<Band>(at.band)) : "all", region(at.region), sums.certain.persons,
                        sums.certain.days, sums.possible.persons, sums.possible.days);
    if (!options_.per_day.empty()) out_ << cost(output, sums.certain.days) << cost(output, sums.possible.days);
    out_ << '\n';
  }

  [[nodiscard]] std::string region(std::size_t number) const {
    if (!options_.by_region) return "all";
    return number == 0 ? "unknown" : quoted(regions_[number]);
  }

  // Nothing where no price is known: nothing is not zero.
  [[nodiscard]] std::string cost(const Output& output, std::int64_t days) const {
    const auto found = output.immunity ? options_.per_day.end() : options_.per_day.find(output.name);
    return found == options_.per_day.end() ? "," : "," + to_text(Cents{found->second.amount * days});
  }

  std::ostream& out_;
  const Plan& plan_;
  const Tally& tally_;
  const TallyBy& by_;
  const TotalsOptions& options_;
  const std::vector<std::string>& regions_;
};

}  // namespace

void write_totals(std::ostream& out, const Plan& plan, const Tally& tally, const TallyBy& by,
                  const TotalsOptions& options, const std::vector<std::string>& regions) {
  TotalsWriter(out, plan, tally, by, options, regions).write();
}

}  // namespace nwd::population
