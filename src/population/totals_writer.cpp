#include "population/totals_writer.h"

#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <map>

#include "population/csv_writer.h"

namespace nwd::population {
namespace {

std::string_view change_of(const Output& output, const Plan& plan) {
  if (output.what == Output::What::gained) return "gained";
  if (output.what == Output::What::lost) return "lost";
  return plan.charters().size() == 1 ? "owed" : output.charter == 0 ? "before" : "after";
}

Result<Cents> cost_of(std::int64_t days, Cents a_day) {
  Cents out;
  if (__builtin_mul_overflow(days, a_day.amount, &out.amount))
    return fail(Code::too_large, "A cost is more than can be counted in whole cents.");
  return out;
}

Result<void> add_to(Cents& sum, Cents more) {
  if (__builtin_add_overflow(sum.amount, more.amount, &sum.amount))
    return fail(Code::too_large, "A sum of costs is more than can be counted in whole cents.");
  return {};
}

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
      : out_(out), plan_(plan), tally_(tally), by_(by), options_(options), regions_(regions) {
    for (const auto* charter : plan.charters())
      if (!charter->currency.empty()) currency_ = charter->currency;
  }

  Result<void> write() {
    if (options_.form == Form::json) out_ << "{\"rows\":[";
    if (options_.form == Form::csv) head();
    const std::size_t bands = by_.bands ? band_count : 1;
    for (std::size_t o = 0; o < plan_.outputs().size(); ++o)
      for (std::size_t m = 0; m < tally_.periods(); ++m)
        for (std::size_t b = 0; b < bands; ++b)
          for (std::size_t r = 0; r < by_.regions; ++r) NWD_CHECK(row({o, m, b, r}));
    if (options_.form == Form::json) out_ << "]}\n";
    return {};
  }

  // Of a fund: what it pays in all; and where it pays at no known price.
  [[nodiscard]] std::vector<std::string> remarks() const {
    std::vector<std::string> out;
    for (const auto& [key, sum] : paid_)
      out.push_back(fmt::format("{} {}: {} {} for certain", key.first, key.second, to_text(sum), currency_));
    for (const auto& [key, days] : unpriced_)
      out.push_back(
          fmt::format("no price: {} pays for {} on {} days, at a cost that is not known", key.first, key.second, days));
    return out;
  }

 private:
  void head() {
    out_ << "change,right,name,from,until,age,region,certain_persons,certain_days,possible_persons,possible_days";
    if (!currency_.empty()) out_ << ",fund,price,currency";
    out_ << (costs() ? ",certain_cost,possible_cost\n" : "\n");
  }
  [[nodiscard]] bool costs() const { return !options_.per_day.empty() || !currency_.empty(); }

  Result<void> row(const Place& at) {
    const auto group = by_.bands ? tally_.group(static_cast<Band>(at.band), at.region) : at.region;
    const auto& sums = tally_.sum(at.output, at.period, group);
    if (sums == Sums{}) return {};
    const auto& output = plan_.outputs()[at.output];
    first_cell_ = true;
    if (options_.form == Form::json) out_ << (any_ ? ",\n{" : "\n{");
    any_ = true;
    cell("change", change_of(output, plan_));
    cell("right", output.paid() ? "paid" : output.immunity ? "immune from" : "owed");
    cell("name", output.name);
    cell("from", to_text(by_.edges[at.period]));
    cell("until", to_text(by_.edges[at.period + 1]));
    cell("age", by_.bands ? name(static_cast<Band>(at.band)) : "all");
    cell("region", !options_.by_region ? "all" : at.region == 0 ? "unknown" : regions_[at.region]);
    number("certain_persons", sums.certain.persons);
    number("certain_days", sums.certain.days);
    number("possible_persons", sums.possible.persons);
    number("possible_days", sums.possible.days);
    NWD_CHECK(cost(output, sums));
    out_ << (options_.form == Form::json ? "}" : "\n");
    return {};
  }

  // Nothing where no price is known: nothing is not zero.
  Result<void> cost(const Output& output, const Sums& sums) {
    if (!currency_.empty()) {
      cell("fund", output.payer);
      cell("price", output.a_day ? to_text(*output.a_day) : "");
      cell("currency", output.a_day ? currency_ : "");
    }
    if (!costs()) return {};
    const auto asked = output.immunity || output.paid() ? options_.per_day.end() : options_.per_day.find(output.name);
    const auto a_day = asked == options_.per_day.end() ? output.a_day : std::optional(asked->second);
    if (!a_day) {
      cell("certain_cost", "");
      cell("possible_cost", "");
    } else {
      NWD_TRY(const auto certain, cost_of(sums.certain.days, *a_day));
      NWD_TRY(const auto possible, cost_of(sums.possible.days, *a_day));
      cell("certain_cost", to_text(certain));
      cell("possible_cost", to_text(possible));
      if (output.paid()) NWD_CHECK(add_to(paid_[{output.payer, std::string(change_of(output, plan_))}], certain));
    }
    if (output.paid() && !a_day && output.what == Output::What::owed)
      unpriced_[{output.payer, output.name}] += sums.possible.days;
    return {};
  }

  void between(std::string_view key) {
    if (!first_cell_) out_ << ',';
    first_cell_ = false;
    if (options_.form == Form::json) out_ << '"' << key << "\":";
  }
  void cell(std::string_view key, std::string_view text) {
    between(key);
    if (options_.form == Form::csv)
      out_ << quoted(text);
    else if (text.empty())
      out_ << "null";
    else
      out_ << boost::json::serialize(boost::json::string(text));
  }
  void number(std::string_view key, std::int64_t value) {
    between(key);
    out_ << value;
  }

  std::ostream& out_;
  const Plan& plan_;
  const Tally& tally_;
  const TallyBy& by_;
  const TotalsOptions& options_;
  const std::vector<std::string>& regions_;
  std::string currency_;
  bool first_cell_ = true;
  bool any_ = false;
  std::map<std::pair<std::string, std::string>, Cents> paid_;             // fund and change
  std::map<std::pair<std::string, std::string>, std::int64_t> unpriced_;  // fund and service
};

}  // namespace

Result<void> write_totals(std::ostream& out, const Plan& plan, const Tally& tally, const TallyBy& by,
                          const TotalsOptions& options, const std::vector<std::string>& regions, Report& report) {
  TotalsWriter writer(out, plan, tally, by, options, regions);
  NWD_CHECK(writer.write());
  report.remarks = writer.remarks();
  return {};
}

}  // namespace nwd::population
