#include "population/csv_writer.h"

#include <fmt/format.h>

#include "population/cells.h"

namespace nwd::population {

std::string quoted(std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(cell);
  std::string out = "\"";
  for (const char c : cell) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

namespace {

std::string right_of(const Output& output) {
  return (output.immunity ? "immune from," : "owed,") + quoted(output.name);
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
    if (plan_.outputs()[output].paid() || (plan_.outputs()[output].whole && !whole_)) continue;
    const auto days = block.days(person, output);
    add_days(id, output, "certain", days.certain);
    if (!days.exact()) add_days(id, output, "possible", days.possible);
  }
}

void IntervalsWriter::add_days(const std::string& id, std::size_t output, const char* bound, const DaySet& days) {
  for (const auto& i : days.intervals())
    out_ << fmt::format("{},{},{},{},{}\n", id, rights_[output], bound, text_of(i.begin), text_of(i.end));
}

}  // namespace nwd::population
