#include "directory/import.h"

#include <gmock/gmock.h>
#include <zlib.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

#include "base/csv.h"
#include "directory/export.h"
#include "directory/hud_hic.h"
#include "directory/table.h"
#include "directory/test_directory.h"

namespace nwd::directory {
namespace {

using storage::Row;
using testing::HasSubstr;

const std::filesystem::path data = std::filesystem::path(NWD_SOURCE_DIR) / "data";

class ImportTest : public DirectoryTest {
 protected:
  void SetUp() override {
    DirectoryTest::SetUp();
    folder_ = std::filesystem::temp_directory_path() / ("nwd_import_" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directory(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  Result<ImportReport> run(Format format, const std::filesystem::path& path) {
    return import_directory(*database_, format, path, {});
  }
  std::filesystem::path file(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }
  std::filesystem::path copy_of(const std::filesystem::path& from) {
    std::filesystem::copy(from, folder_ / "copy", std::filesystem::copy_options::recursive);
    return folder_ / "copy";
  }
  void append(const std::filesystem::path& to, const std::string& text) {
    std::ofstream(to, std::ios::binary | std::ios::app) << text;
  }

  // Every byte of the tables that an import writes.
  std::string tables() {
    return read([&](storage::Reader& r) -> Result<std::string> {
             std::string all;
             NWD_CHECK(dump(r, "SELECT * FROM directory_organization ORDER BY id", "bbtttttttib", all));
             NWD_CHECK(
                 dump(r, "SELECT * FROM directory_service ORDER BY id", "bbtttttiiiiiiiiiiittiitttttttddittib", all));
             NWD_CHECK(dump(r, "SELECT * FROM directory_service_area ORDER BY service, county", "bt", all));
             NWD_CHECK(dump(r, "SELECT * FROM directory_location ORDER BY id", "bbtttttttddttib", all));
             NWD_CHECK(dump(r, "SELECT * FROM directory_capacity ORDER BY service", "biiiibi", all));
             NWD_CHECK(dump(r, "SELECT * FROM directory_revision", "ii", all));
             return all;
           })
        .value();
  }
  std::vector<Service> services(Search what = {}) {
    std::vector<Service> all;
    what.limit = longest_page;
    while (true) {
      auto page = read([&](storage::Reader& r) { return search(r, what); }).value();
      for (auto& service : page.services) all.push_back(std::move(service));
      if (!page.more) return all;
      what.after = all.back().id;
    }
  }
  Service named(const std::string& name) {
    const auto found = services({.text = name});
    EXPECT_EQ(found.size(), 1U) << name;
    return found.empty() ? Service{} : found.front();
  }

  // A girl of sixteen in Minneapolis, over everything there is. The time is for whoever reads; nothing depends on it.
  match::Ranking measured_ranking() {
    Catalogues catalogues;
    const auto catalogue = read([&](storage::Reader& r) { return catalogues.at_hand(r); }).value();
    match::Wish wish;
    wish.housing = {match::Housing::emergency};
    wish.age = {16, 16};
    wish.gender = match::Gender::woman;
    wish.children = 0;
    wish.tonight = Day{20'781};
    wish.county = "27053";
    constexpr int times = 100;
    match::Ranking ranking;
    const auto before = std::chrono::steady_clock::now();
    for (int i = 0; i < times; ++i) ranking = match::rank(catalogue, wish);
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - before;
    std::cout << "Ranking over " << catalogue.size() << " services: " << took.count() / times << " us, "
              << ranking.fitting << " fit\n";
    return ranking;
  }

  std::filesystem::path folder_;

 private:
  static std::string value(const Row& row, int column, char type) {
    if (row.null(column)) return "null";
    if (type == 'i') return std::to_string(row.integer(column));
    if (type == 'd') return std::to_string(row.real(column));
    return type == 'b' ? hex(row.blob(column)) : std::string(row.text(column));
  }
  static Result<void> dump(storage::Reader& r, storage::Sql sql, std::string_view types, std::string& into) {
    return r.each(sql, {}, [&](const Row& row) -> Result<void> {
      for (int c = 0; c < static_cast<int>(types.size()); ++c) {
        into += value(row, c, types[static_cast<std::size_t>(c)]) + "|";
      }
      into += "\n";
      return {};
    });
  }
};

std::map<std::string, std::int64_t> published_totals() {
  std::map<std::string, std::int64_t> totals;
  Package package("published");
  EXPECT_TRUE(read_table(data / "hud_hic_2014_year_round_beds.csv", {"coc", "year_round_beds_es_th_sh"}, package,
                         [&](const TableRow& row) {
                           totals[row.text("coc")] = *whole_number(row["year_round_beds_es_th_sh"]);
                           return std::string();
                         }));
  return totals;
}

// HUD's rule: year-round beds of emergency shelters, transitional housing and safe havens, inventory C (current) or N
// (new). In the directory: emergency or transitional housing that is open.
constexpr storage::Sql sum_year_round =
    "SELECT region, CAST(sum(year_round_beds) AS BIGINT) FROM directory_service "
    "WHERE housing IN (1, 2) AND status = 0 GROUP BY region";

TEST_F(ImportTest, TheInventoryOf2014AddsUpToWhatHudPublished) {
  const auto before = std::chrono::steady_clock::now();
  const auto report = run(Format::hud_hic, data / "hud_hic_2014.csv.gz");
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
  ASSERT_TRUE(report) << report.error().message << report.error().detail;
  std::cout << "HUD HIC 2014: " << report->rows << " projects imported in " << took.count() << " s\n";
  EXPECT_EQ(report->rows, 23587);
  EXPECT_EQ(report->services, 23587);
  EXPECT_EQ(report->set_aside, 0);
  EXPECT_EQ(report->added, report->services + report->organizations);

  std::map<std::string, std::int64_t> sums;
  ASSERT_TRUE(read([&](storage::Reader& r) {
    return r.each(sum_year_round, {}, [&](const Row& row) -> Result<void> {
      sums[std::string(row.text(0))] = row.integer(1);
      return {};
    });
  }));
  const auto ranking = measured_ranking();
  EXPECT_GT(ranking.fitting, 0U);

  const auto published = published_totals();
  EXPECT_EQ(published.size(), 414U);
  for (const auto& [region, beds] : published) EXPECT_EQ(sums[region], beds) << region;

  const auto once = tables();
  const auto again = run(Format::hud_hic, data / "hud_hic_2014.csv.gz");
  ASSERT_TRUE(again);
  EXPECT_EQ(again->added + again->changed, 0);
  EXPECT_EQ(again->same, report->added);
  EXPECT_TRUE(tables() == once);
}

constexpr const char* hic_header =
    "Row #,State,HudNum,Organization Name,Project Name,Project Type,Geo Code,Inventory Type,Target Population A,"
    "Target Population B,Year-Round Beds,Total Seasonal Beds,Availability Start Date,Availability End Date,"
    "Beds HH w/ only Children,yearVeteranBedCount,yearYouthBedCount,youthAgeGroup\n";

TEST_F(ImportTest, BadRowsAreSetAsideAndTheRestLoads) {
  const auto path =
      file("hic.csv", std::string(hic_header) +
                          "1,MN,MN-500,Org,Good,ES,279053,C,SF,DV,5,,,,,0,0,\n"
                          "2,MN,MN-500,Org,Bad type,XX,279053,C,SF,NA,5,,,,,0,0,\n"
                          "3,MN,MN-500,Org,Bad beds,ES,279053,C,SF,NA,five,,,,,0,0,\n"
                          "4,MN,MN-500,Org,Short,ES\n"
                          "1,MN,MN-500,Org,Twice,ES,279053,C,SF,NA,5,,,,,0,0,\n"
                          "6,MN,MN-500,Org,\"Stray\"quote,ES,279053,C,SF,NA,5,,,,,0,0,\n"
                          "7,MN,MN-500,,No organization,ES,279053,C,SF,NA,5,,,,,0,0,\n"
                          "8,MN,MN-500,Org,Winter,ES,9999999,C,SF,NA,5,,,,,0,0,\n"
                          "9,MN,MN-500,Org,Winter,ES,279053,C,SMF,NA,0,20,2013-11-01 00:00:00,2014-03-31,,0,0,\n");
  const auto report = run(Format::hud_hic, path);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->rows, 9);
  EXPECT_EQ(report->services, 2);
  EXPECT_EQ(report->set_aside, 7);
  std::vector<std::string> problems;
  for (const auto& p : report->problems) problems.push_back(p.file + ":" + std::to_string(p.line) + ": " + p.reason);
  EXPECT_THAT(problems, testing::ElementsAre(
                            HasSubstr("hic.csv:3: Project Type"), HasSubstr("hic.csv:4: Year-Round Beds"),
                            HasSubstr("hic.csv:5: 6 columns instead of 18"), HasSubstr("hic.csv:6: the service's id"),
                            HasSubstr("hic.csv:7: text after"), HasSubstr("hic.csv:8: the organization has no name"),
                            HasSubstr("hic.csv:9: Geo Code")));
  const auto good = named("Good");
  EXPECT_TRUE(good.violence_only && good.site.confidential);
  EXPECT_EQ(good.site.county, "27053");
  EXPECT_EQ(good.takes, match::Takes{match::Taken::women});
  EXPECT_EQ(good.ages, (match::Ages{18, 120}));
  const auto winter = named("Winter");
  EXPECT_EQ(winter.season, (match::Season{1101, 331}));
  EXPECT_EQ(winter.capacity->total, 20);
}

TEST_F(ImportTest, AChangedRowChangesAndWhatWasConfirmedStays) {
  const auto text = [&](const std::string& name, int beds) {
    return hic_header + ("1,MN,MN-500,Org," + name + ",ES,279053,C,SF,NA," + std::to_string(beds) + ",,,,,0,0,\n") +
           "2,MN,MN-500,Org,Other,ES,279053,C,SF,NA," + std::to_string(beds) + ",,,,,0,0,\n";
  };
  ASSERT_TRUE(run(Format::hud_hic, file("hic.csv", text("Before", 5))));
  const auto id = named("Before").id;
  ASSERT_TRUE(write([&](storage::Writer& w) { return confirm_capacity(w, id, {6, 2, 1, {9}, {}}); }));
  const auto report = run(Format::hud_hic, file("hic.csv", text("After", 8)));
  ASSERT_TRUE(report);
  EXPECT_EQ(report->changed, 2);
  EXPECT_EQ(report->same, 1);  // the organization
  const auto after = named("After");
  EXPECT_EQ(after.id, id);
  EXPECT_EQ(after.year_round_beds, 8);
  EXPECT_EQ(after.capacity->total, 6);
  EXPECT_EQ(after.capacity->occupied, 2);
  EXPECT_EQ(named("Other").capacity->total, 8);
}

TEST_F(ImportTest, AnAddressMadeConfidentialHereStaysSo) {
  const auto from = copy_of(data / "san_mateo");
  ASSERT_TRUE(run(Format::san_mateo, from));
  const auto service = named("Redwood City Corps");
  const auto keyring = std::make_shared<vault::Keyring>();
  const vault::OrganizationKeys keys(keyring, vault::first_epoch, vault::PrivateKey::generate());
  ASSERT_TRUE(write(
      [&](storage::Writer& w) { return set_confidential_address(w, *keyring, service.id, keys.newest(), "Hidden"); }));
  append(from / "services.csv", "99,14,,,,,,,,,,,,,,A new one,,,active,,,\n");
  std::ifstream in(from / "services.csv");
  std::string all((std::istreambuf_iterator<char>(in)), {});
  all.replace(all.find("Redwood City Corps"), 18, "Redwood City CORPS");
  std::ofstream(from / "services.csv") << all;
  const auto report = run(Format::san_mateo, from);
  ASSERT_TRUE(report);
  EXPECT_EQ(report->changed, 1);
  EXPECT_EQ(report->added, 1);
  EXPECT_TRUE(named("Redwood City CORPS").site.confidential);
  EXPECT_EQ(named("Redwood City CORPS").site.address, "");
  EXPECT_EQ(read([&](storage::Reader& r) { return reveal_address(r, service.id, keys); }).value(), "Hidden");
}

TEST_F(ImportTest, FloridaKeepsItsLimits) {
  const auto report = run(Format::florida_legal_aid, data / "florida_legal_aid");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->organizations, 20);
  EXPECT_EQ(report->rows, 20 + 135 + 378);
  EXPECT_EQ(report->services, 134);
  ASSERT_EQ(report->set_aside, 1);  // a row with its cells shifted
  EXPECT_EQ(report->problems[0].file, "services.csv");
  EXPECT_EQ(report->problems[0].reason, "service_min_age is not an age");
  int by_status = 0;
  for (const auto& service : services()) {
    EXPECT_TRUE(service.kinds.has(match::Kind::legal));
    EXPECT_EQ(service.asks.has(match::Asked::immigration_status), !service.immigration.empty());
    if (!service.immigration.empty()) ++by_status;
  }
  EXPECT_EQ(by_status, 50);
  const auto veterans = named("Bay Pines VA Medical Legal Partnership Clinic");
  EXPECT_TRUE(veterans.asks.has(match::Asked::veteran));
  EXPECT_EQ(veterans.income_percent, 125);
  EXPECT_EQ(veterans.serves, std::vector<std::string>{"12103"});
  EXPECT_THAT(veterans.immigration, HasSubstr("Lawful Permanent Resident"));
  const auto once = tables();
  ASSERT_TRUE(run(Format::florida_legal_aid, data / "florida_legal_aid"));
  EXPECT_TRUE(tables() == once);
}

TEST_F(ImportTest, SanMateoJoinsItsTables) {
  const auto report = run(Format::san_mateo, data / "san_mateo");
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->organizations, 8);
  EXPECT_EQ(report->services, 23);
  EXPECT_EQ(report->set_aside, 0);
  const auto corps = named("Redwood City Corps");
  EXPECT_EQ(corps.organization_name, "Salvation Army");
  EXPECT_EQ(corps.housing, match::Housing::emergency);
  EXPECT_TRUE(corps.kinds.has(match::Kind::interpretation) && corps.kinds.has(match::Kind::mental_health));
  EXPECT_TRUE(corps.languages.has(match::Language::spanish));
  EXPECT_TRUE(corps.site.point);
  EXPECT_TRUE(corps.serves.empty());
  EXPECT_THAT(corps.eligibility, HasSubstr("Serves Belmont, Burlingame"));
  EXPECT_EQ(named("Passport Photos").serves, (std::vector<std::string>{"06001", "06081"}));
  EXPECT_EQ(named("Service with blank fields").status, Status::closed);
  const auto once = tables();
  ASSERT_TRUE(run(Format::san_mateo, data / "san_mateo"));
  EXPECT_TRUE(tables() == once);
}

TEST_F(ImportTest, HsdsComesInAsTablesAndAsJson) {
  for (const auto& path : {data / "hsds/example/csv", data / "hsds/example/organization_full.json"}) {
    const auto report = run(Format::hsds, path);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->set_aside, 0) << report->problems[0].reason;
    EXPECT_EQ(report->organizations, 1);
    EXPECT_EQ(report->services, 1);
    const auto service = named("Community Counselling");
    EXPECT_EQ(service.organization_name, "Example Organization Inc.");
    EXPECT_TRUE(service.kinds.has(match::Kind::mental_health));
    EXPECT_EQ(service.ages, (match::Ages{12, 100}));
    EXPECT_TRUE(service.languages.has(match::Language::urdu));
    EXPECT_EQ(service.site.city, "MyCity");
    EXPECT_FALSE(service.site.point);  // the example's latitude is 100
    EXPECT_THAT(service.eligibility, HasSubstr("Serves: The service is available to all residents"));
  }
}

TEST_F(ImportTest, WhatIsExportedComesBackTheSame) {
  ASSERT_TRUE(run(Format::florida_legal_aid, data / "florida_legal_aid"));
  ASSERT_TRUE(run(Format::san_mateo, data / "san_mateo"));
  ASSERT_TRUE(
      run(Format::hud_hic,
          file("hic.csv", std::string(hic_header) +
                              "1,MN,MN-500,Org,Seven,ES,279053,C,SFHC,DV,5,,,,,0,5,1\n"
                              "9,MN,MN-500,Org,Winter,TH,279053,U,SMF,HIV,0,20,2013-11-01,2014-03-31,,0,0,\n")));
  std::string exported;
  const auto counts = export_hsds(*database_, [&](std::string_view bytes) -> Result<void> {
    exported += bytes;
    return {};
  });
  ASSERT_TRUE(counts);
  EXPECT_EQ(counts->services, 134 + 23 + 2);

  storage::TestDatabase other;
  make_tables(*other);
  const auto report = import_directory(*other, Format::hsds, file("export.json", exported), {});
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->set_aside, 0) << report->problems[0].reason;
  EXPECT_EQ(report->services, counts->services);
  for (const auto& before : services()) {
    const auto found = other->read([&](storage::Reader& r) { return search(r, {.text = before.name, .limit = 100}); });
    ASSERT_TRUE(found);
    const auto same = std::any_of(found->services.begin(), found->services.end(), [&](const Service& after) {
      return after.name == before.name && after.organization_name == before.organization_name &&
             after.description == before.description && after.kinds == before.kinds &&
             after.housing == before.housing && after.ages == before.ages && after.takes == before.takes &&
             after.asks == before.asks && after.languages == before.languages && after.season == before.season &&
             after.status == before.status && after.violence_only == before.violence_only &&
             after.immigration == before.immigration && after.income_percent == before.income_percent &&
             after.serves == before.serves && after.site.county == before.site.county &&
             after.site.region == before.site.region && after.site.confidential == before.site.confidential &&
             after.site.address == before.site.address && after.eligibility == before.eligibility &&
             after.capacity.has_value() == before.capacity.has_value();
    });
    EXPECT_TRUE(same) << before.name;
  }
}

// Open Referral's own schema, by tools/validate-hsds.mjs.
bool is_valid_hsds(const std::filesystem::path& file) {
  const auto tool = std::filesystem::path(NWD_SOURCE_DIR) / "tools/validate-hsds.mjs";
  return std::system(("node '" + tool.string() + "' '" + file.string() + "'").c_str()) == 0;  // NOLINT(cert-env33-c)
}

std::string first_lines(const std::string& text, int lines) {
  std::size_t end = 0;
  for (int i = 0; i < lines && end != std::string::npos; ++i) end = text.find('\n', end) + 1;
  return text.substr(0, end);
}

TEST_F(ImportTest, TheExportIsValidHsds) {
  const auto inventory = read_whole(data / "hud_hic_2014.csv.gz").value();
  ASSERT_TRUE(run(Format::hud_hic, file("hic.csv", first_lines(inventory, 2000))));
  ASSERT_TRUE(run(Format::florida_legal_aid, data / "florida_legal_aid"));
  ASSERT_TRUE(run(Format::san_mateo, data / "san_mateo"));
  ASSERT_TRUE(run(Format::hsds, data / "hsds/example/csv"));
  std::ofstream out(folder_ / "export.json", std::ios::binary);
  ASSERT_TRUE(export_hsds(*database_, [&](std::string_view bytes) -> Result<void> {
    out << bytes;
    return {};
  }));
  out.close();
  EXPECT_TRUE(is_valid_hsds(folder_ / "export.json"));
  const auto wrong = file("wrong.json", R"([{"id":"00000000-0000-4000-8000-000000000000","name":"A","description":"B",)"
                                        R"("services":[{"id":"1","name":"no uuid","status":"active"}]}])");
  EXPECT_FALSE(is_valid_hsds(wrong));
}

TEST_F(ImportTest, AConfidentialAddressIsInNoExport) {
  ASSERT_TRUE(run(Format::san_mateo, data / "san_mateo"));
  const auto before = named("Redwood City Corps");
  const auto keyring = std::make_shared<vault::Keyring>();
  const vault::OrganizationKeys keys(keyring, vault::first_epoch, vault::PrivateKey::generate());
  ASSERT_FALSE(before.site.address.empty());
  ASSERT_TRUE(write([&](storage::Writer& w) {
    return set_confidential_address(w, *keyring, before.id, keys.newest(), "7 Hidden Lane");
  }));
  std::string exported;
  ASSERT_TRUE(export_hsds(*database_, [&](std::string_view bytes) -> Result<void> {
    exported += bytes;
    return {};
  }));
  EXPECT_THAT(exported, HasSubstr("Redwood City Corps"));
  EXPECT_THAT(exported, testing::Not(HasSubstr("Hidden")));
  EXPECT_THAT(exported, testing::Not(HasSubstr(before.site.address)));
}

TEST_F(ImportTest, RefusesWhatItCannotRead) {
  EXPECT_EQ(run(Format::hud_hic, folder_ / "none.csv").error().code, Code::not_found);
  EXPECT_EQ(run(Format::hud_hic, file("other.csv", "a,b\n1,2\n")).error().code, Code::invalid);
  EXPECT_EQ(run(Format::hsds, file("bad.json", "[{\"id\":")).error().code, Code::invalid);
  EXPECT_EQ(run(Format::hsds, file("text.json", "\"words\"")).error().code, Code::invalid);
  std::ifstream in(data / "hud_hic_2014.csv.gz", std::ios::binary);
  std::string half(400'000, '\0');
  in.read(half.data(), 400'000);
  EXPECT_EQ(run(Format::hud_hic, file("cut.csv.gz", half)).error().code, Code::invalid);
  EXPECT_EQ(read([](storage::Reader& r) { return count_services(r); }).value(), 0);
}

TEST_F(ImportTest, GuessesTheFormatFromTheColumns) {
  EXPECT_EQ(guess_format(data / "hud_hic_2014.csv.gz"), Format::hud_hic);
  EXPECT_EQ(guess_format(data / "florida_legal_aid"), Format::florida_legal_aid);
  EXPECT_EQ(guess_format(data / "san_mateo"), Format::san_mateo);
  EXPECT_EQ(guess_format(data / "hsds/example/csv"), Format::hsds);
  EXPECT_EQ(guess_format(data / "hsds/example/organization_full.json"), Format::hsds);
  EXPECT_EQ(guess_format(data / "places/counties.csv"), std::nullopt);
  EXPECT_EQ(guess_format(folder_), std::nullopt);
}

TEST_F(ImportTest, TellsHowFarItIs) {
  std::vector<std::pair<std::int64_t, std::int64_t>> told;
  ASSERT_TRUE(import_directory(*database_, Format::florida_legal_aid, data / "florida_legal_aid",
                               [&](std::int64_t done, std::int64_t total) { told.emplace_back(done, total); }));
  ASSERT_GE(told.size(), 3U);
  EXPECT_EQ(told.front(), std::pair(std::int64_t{0}, std::int64_t{0}));
  EXPECT_EQ(told.back().first, told.back().second);
}

TEST(HudCodes, SayWhomAProjectTakes) {
  using match::Taken;
  const HicBeds plain{.year_round = 10};
  const HicBeds with_minors{.year_round = 10, .only_children = 2};
  const HicBeds youth{.year_round = 10, .youth = 10};
  const auto taken = [](std::string_view code, std::string_view group, const HicBeds& beds) {
    const auto result = hic_taken(code, group, beds).value();
    return to_text(result.takes) + " / " + to_text(result.ages);
  };
  EXPECT_EQ(taken("SF", "", plain), "women / 18+");
  EXPECT_EQ(taken("SMF+HC", "", plain), "women, men, women with children, men with children / any age");
  EXPECT_EQ(taken("SF", "", with_minors), "women, girls / any age");
  EXPECT_EQ(taken("YMF", "0", plain), "girls, boys / 0-17");
  EXPECT_EQ(taken("SMF", "1", youth), "women, men / 18-24");
  EXPECT_EQ(taken("SMF", "2", youth), "women, men, girls, boys / 0-24");
  EXPECT_EQ(taken("HC", "0", youth), "girls, boys / 0-17");
  EXPECT_EQ(taken("SMF", "1", plain), "women, men / 18+");
  EXPECT_EQ(taken("CO", "", plain), "couples / 18+");
  EXPECT_EQ(taken("", "", plain), " / any age");
  EXPECT_FALSE(hic_taken("XX", "", plain));
  EXPECT_FALSE(hic_taken("SF", "7", plain));
}

TEST(HudCodes, SayWhereAProjectIs) {
  EXPECT_EQ(hic_county("279053", "MN-500"), "27053");
  EXPECT_EQ(hic_county("29261", "AK-501"), "02261");   // a leading zero was lost
  EXPECT_EQ(hic_county("273120", "MN-500"), "27053");  // Minneapolis: the only county of its region
  EXPECT_EQ(hic_county("364436", "NY-600"), "");       // New York: five counties
}

}  // namespace
}  // namespace nwd::directory
