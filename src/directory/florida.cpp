// The directory of Florida's legal aid organizations: three tables, lists in cells separated by ";".
#include <algorithm>

#include "base/text.h"
#include "directory/places.h"
#include "directory/table.h"

namespace nwd::directory {
namespace {

constexpr std::string_view state = "FL";

std::string joined(std::string text, std::string_view label, std::string_view more) {
  if (more.empty()) return text;
  if (!text.empty()) text += ' ';
  text.append(label).append(more);
  return text;
}

// Empty: not limited. The tables write 200 and 999 for "no upper limit".
bool read_age(std::string_view text, std::uint8_t otherwise, std::uint8_t& into) {
  into = otherwise;
  if (text.empty()) return true;
  const auto number = whole_number(text);
  if (!number || *number > 999) return false;
  into = static_cast<std::uint8_t>(std::min<std::int64_t>(*number, 120));
  return true;
}

std::string read_limits(const TableRow& row, Service& s) {
  if (!read_age(row["service_min_age"], 0, s.ages.from)) return "service_min_age is not an age";
  if (!read_age(row["service_max_age"], 120, s.ages.to)) return "service_max_age is not an age";
  if (s.ages.from > s.ages.to) return "service_min_age is above service_max_age";
  if (const auto limit = row["service_income_limit"]; !limit.empty()) {
    const auto percent = whole_number(limit);
    if (!percent) return "service_income_limit is not a percentage";
    s.income_percent = static_cast<std::int32_t>(*percent);
    s.asks.add(match::Asked::income);
  }
  s.immigration = row.text("service_immigration_status");
  if (!s.immigration.empty()) s.asks.add(match::Asked::immigration_status);
  if (row["service_require_veteran"] == "true") s.asks.add(match::Asked::veteran);
  return {};
}

std::string read_areas(const TableRow& row, Service& s) {
  for (const auto& name : list_of(row["service_areas"], ';')) {
    const auto* county = find_county(state, name);
    if (county == nullptr) return "service_areas names no county of Florida: " + name.substr(0, 60);
    s.serves.push_back(county->fips);
  }
  std::sort(s.serves.begin(), s.serves.end());
  return {};
}

std::string eligibility(const TableRow& row) {
  std::string text;
  if (row["service_require_veteran"] == "true") text = "Veterans only.";
  text = joined(std::move(text), "Military status: ", row["service_military_status"]);
  text = joined(std::move(text), "Custody: ", row["service_incarceration_status"]);
  return joined(std::move(text), "", row["service_additional_information"]);
}

std::string read_service(const TableRow& row, Package& package) {
  ServiceDraft draft{row.text("service_uuid"), row.text("organization_uuid"), row.line(), {}};
  auto& s = draft.value;
  s.name = row.text("service_name");
  s.description = joined(row.text("service_description"), "For: ", row["service_problem_codes"]);
  s.email = row.text("service_email");
  s.url = row.text("service_url");
  s.kinds = {match::Kind::legal};
  s.eligibility = eligibility(row);
  if (auto reason = read_limits(row, s); !reason.empty()) return reason;
  if (auto reason = read_areas(row, s); !reason.empty()) return reason;
  return package.add(std::move(draft));
}

// "1302 North 19th Street, Suite 400, Tampa, FL 33605"; "State: FL" where nothing more is told.
void read_address(std::string_view text, Location& site) {
  site.state = state;
  if (text.empty() || text == "State: FL") return;
  const auto last = text.rfind(", FL");
  const auto before = text.substr(0, last);
  const auto city = before.rfind(',');
  if (last == std::string_view::npos || city == std::string_view::npos) {
    site.address = text;
    return;
  }
  site.address = trim(before.substr(0, city));
  site.city = trim(before.substr(city + 1));
  site.postcode = trim(text.substr(last + 4));
}

std::string read_office(const TableRow& row, Package& package) {
  OfficeDraft draft{row.text("location_uuid"), row.text("organization_uuid"), row.line(), {}};
  draft.value.name = row.text("location_name");
  read_address(row["location_address"], draft.value);
  return package.add(std::move(draft));
}

}  // namespace

Result<Package> read_florida_legal_aid(const std::filesystem::path& folder) {
  Package package("florida-legal-aid");
  NWD_CHECK(read_table(folder / "organizations.csv", {"organization_uuid", "organization_name"}, package,
                       [&](const TableRow& row) {
                         OrganizationDraft draft{row.text("organization_uuid"), row.line(), {}};
                         draft.value.name = row.text("organization_name");
                         draft.value.description = row.text("organization_description");
                         draft.value.email = row.text("organization_email");
                         draft.value.url = row.text("organization_url");
                         return package.add(std::move(draft));
                       }));
  NWD_CHECK(read_table(folder / "services.csv",
                       {"service_uuid", "organization_uuid", "service_name", "service_min_age", "service_areas"},
                       package, [&](const TableRow& row) { return read_service(row, package); }));
  NWD_CHECK(read_table_if_there(folder / "locations.csv", {"location_uuid", "organization_uuid"}, package,
                                [&](const TableRow& row) { return read_office(row, package); }));
  return package;
}

}  // namespace nwd::directory
