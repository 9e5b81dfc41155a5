#include "directory/hud_hic.h"

#include "directory/table.h"

namespace nwd::directory {
namespace {

const std::vector<std::string_view> required = {"Row #",
                                                "State",
                                                "HudNum",
                                                "Organization Name",
                                                "Project Name",
                                                "Project Type",
                                                "Geo Code",
                                                "Inventory Type",
                                                "Target Population A",
                                                "Target Population B",
                                                "Year-Round Beds",
                                                "Total Seasonal Beds",
                                                "Availability Start Date",
                                                "Availability End Date",
                                                "Beds HH w/ only Children",
                                                "yearVeteranBedCount",
                                                "yearYouthBedCount",
                                                "youthAgeGroup"};

constexpr std::int64_t most = 100'000;  // beds of one project

// Empty cells are no beds.
bool count(const TableRow& row, std::string_view column, std::int64_t& into, std::string& reason) {
  const auto text = row[column];
  if (text.empty()) return true;
  const auto number = whole_number(text);
  if (number && *number <= most) {
    into = *number;
    return true;
  }
  reason = std::string(column) + " is not a number of beds";
  return false;
}

std::string read_beds(const TableRow& row, HicBeds& beds) {
  std::string reason;
  if (count(row, "Year-Round Beds", beds.year_round, reason) &&
      count(row, "Total Seasonal Beds", beds.seasonal, reason) &&
      count(row, "Beds HH w/ only Children", beds.only_children, reason) &&
      count(row, "yearVeteranBedCount", beds.veteran, reason)) {
    count(row, "yearYouthBedCount", beds.youth, reason);
  }
  return reason;
}

// "2013-11-01 00:00:00" as {1101}: the year is the count's, the season comes back every year.
std::optional<std::uint16_t> month_and_day(std::string_view text) {
  const auto day = parse_day(text.substr(0, text.find(' ')));
  if (!day) return std::nullopt;
  const auto date = civil(*day);
  return static_cast<std::uint16_t>(date.month * 100 + date.day);
}

std::string read_season(const TableRow& row, const HicBeds& beds, Service& service) {
  const auto from = row["Availability Start Date"];
  const auto to = row["Availability End Date"];
  if (from.empty() && to.empty()) return {};
  const auto first = month_and_day(from);
  const auto last = month_and_day(to);
  if (!first || !last) return "the season is not two dates";
  if (beds.year_round == 0) service.season = {*first, *last};
  return {};
}

std::string read_place(const TableRow& row, Service& service) {
  const auto geo = row["Geo Code"];
  if (!whole_number(geo) || geo.size() > 6) return "Geo Code is not a code of up to 6 digits";
  const auto region = row["HudNum"];
  if (region.size() != 6 || region[2] != '-') return "HudNum is not a Continuum of Care";
  service.site.state = row.text("State");
  service.site.region = std::string(region);
  service.site.county = hic_county(geo, region);
  return {};
}

std::string read_kind(const TableRow& row, const HicBeds& beds, Service& service) {
  const auto housing = hic_housing(row["Project Type"]);
  if (!housing) return "Project Type is not one of ES, TH, SH, PSH, OPH, RRH, DEM";
  const auto taken = hic_taken(row["Target Population A"], row["youthAgeGroup"], beds);
  if (!taken) return "Target Population A or youthAgeGroup is not a known code";
  const auto inventory = row["Inventory Type"];
  if (inventory != "C" && inventory != "N" && inventory != "U") return "Inventory Type is not C, N or U";
  service.kinds = {match::Kind::housing};
  service.housing = *housing;
  service.takes = taken->takes;
  service.ages = taken->ages;
  service.status = inventory == "U" ? Status::planned : Status::open;
  return {};
}

void read_limits(const TableRow& row, const HicBeds& beds, Service& service) {
  if (row["Target Population B"] == "DV") {
    service.violence_only = true;
    service.site.confidential = true;
  }
  if (row["Target Population B"] == "HIV") {
    service.asks.add(match::Asked::health);
    service.eligibility = "For people living with HIV.";
  }
  if (beds.veteran > 0 && beds.veteran >= beds.total()) {
    service.asks.add(match::Asked::veteran);
    service.eligibility += service.eligibility.empty() ? "For veterans." : " For veterans.";
  }
}

std::string read_project(const TableRow& row, Service& service) {
  HicBeds beds;
  if (auto reason = read_beds(row, beds); !reason.empty()) return reason;
  if (auto reason = read_kind(row, beds, service); !reason.empty()) return reason;
  if (auto reason = read_place(row, service); !reason.empty()) return reason;
  if (auto reason = read_season(row, beds, service); !reason.empty()) return reason;
  read_limits(row, beds, service);
  service.name = row.text("Project Name");
  service.year_round_beds = static_cast<std::int32_t>(beds.year_round);
  service.capacity = Capacity{};
  service.capacity->total = static_cast<std::int32_t>(beds.total());
  return {};
}

// One organization's name is another's in the next region ("Salvation Army"): an organization is a name in a region.
std::string add_organization(const TableRow& row, Package& package, const std::string& id) {
  if (package.has_organization(id)) return {};
  OrganizationDraft draft{id, row.line(), {}};
  draft.value.name = row.text("Organization Name");
  return package.add(std::move(draft));
}

}  // namespace

Result<Package> read_hud_hic(const std::filesystem::path& file) {
  Package package("hud-hic-2014");
  NWD_CHECK(read_table(file, required, package, [&](const TableRow& row) -> std::string {
    const auto organization = row.text("HudNum") + "/" + row.text("Organization Name");
    ServiceDraft draft{row.text("Row #"), organization, row.line(), {}};
    if (auto reason = read_project(row, draft.value); !reason.empty()) return reason;
    if (auto reason = add_organization(row, package, organization); !reason.empty()) return reason;
    return package.add(std::move(draft));
  }));
  return package;
}

}  // namespace nwd::directory
