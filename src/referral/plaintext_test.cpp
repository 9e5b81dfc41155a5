// What a person said stands in no file and no table as it was said, from the first question to the bed and after.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "referral/test_referral.h"
#include "storage/tables.h"

namespace nwd::referral {
namespace {

// Twenty strings that are in nothing else.
const std::vector<std::string> canaries{"Zephyrine Quill",
                                        "+1-555-0147-7731",
                                        "Tell nobody of Oskar",
                                        "Zephyrine Q. again",
                                        "meet at dawn street",
                                        "a scar like a comet",
                                        "moth wing tattoo",
                                        "Does she walk alone?",
                                        "Yes, with a cane.",
                                        "91 Marrow Lane",
                                        "Corin of Lot 9",
                                        "call after vesper",
                                        "sister is Ottoline",
                                        "insulin twice a day",
                                        "room by the yard?",
                                        "the yard is quiet",
                                        "27157",
                                        "zh-Hant-x-q7",
                                        "Brindle the dog",
                                        "late bus from Wye"};

class Plaintext : public ReferralTest {
 protected:
  casework::Facts facts() {
    auto told = casework::facts_of_sixteen();
    told.county = canaries[16];
    told.language = canaries[17];
    return told;
  }
  void add_address() {
    must(write([&](storage::Writer& w) -> Result<void> {
      NWD_TRY(const auto organization, access::find_organization(w, lake.organization));
      return directory::set_confidential_address(w, *world.derivations.keyring(), lake.service, organization->recipient,
                                                 canaries[9]);
    }));
  }
  // Told, told again, sent with everything, asked, answered, declined, asked again, answered, accepted, read.
  void whole_journey() {
    add_address();
    const auto c = intake(nurse, facts(), {canaries[0], canaries[1], canaries[2]});
    must(write([&](storage::Writer& w) {
      return casework::save_intake(w, *nurse, now(), c.id, 1, facts(),
                                   {canaries[3], canaries[4], canaries[5] + ", " + canaries[6]});
    }));
    const auto sent = must(try_send(c.id, {harbor_bed.service, lake.service},
                                    {.categories = {.called = true, .contact = true, .note = true}}));
    talk(sent.referrals[0].id, harbor_bed, canaries[7], canaries[8]);
    must(declined(harbor_bed.session, sent.referrals[0].id));
    talk(sent.referrals[1].id, lake, canaries[14], canaries[15]);
    const auto there = must(accepted(lake.session, sent.referrals[1].id)).opened;
    EXPECT_EQ(must(seen(nurse, sent.referrals[1].id)).address, canaries[9]);
    auto open = must(opened(lake.session, there.id));
    EXPECT_EQ(open.identity.called, canaries[3]);
    must(write([&](storage::Writer& w) {
      return casework::save_intake(w, *lake.session, now(), there.id, open.record.version, facts(),
                                   {canaries[10], canaries[11], canaries[12] + canaries[13]});
    }));
    intake(nurse, facts(), {canaries[18], canaries[19], ""});
  }
  void talk(ReferralId id, const Shelter& there, std::string_view question, std::string_view reply) {
    must(asked(there.session, id, question));
    must(answered(nurse, id, reply));
    EXPECT_EQ(must(seen(there.session, id)).messages.size(), 2U);
  }

  // Every value of every table, as bytes.
  std::string all_tables() {
    std::string all;
    must(read([&](storage::Reader& r) -> Result<void> {
      NWD_TRY(const auto tables, storage::tables_of(r, world.database->engine()));
      for (const auto& table : tables)
        NWD_CHECK(r.each_any("SELECT * FROM " + table.name, [&](const std::vector<storage::AnyValue>& row) {
          for (const auto& value : row) append(all, value);
          return Result<void>();
        }));
      return {};
    }));
    return all;
  }
  // The database's files as they lie on the disk, the log of what is not yet in them too.
  std::string all_files() {
    constexpr std::string_view scheme = "sqlite:";
    if (!world.database.url().starts_with(scheme)) return {};
    std::string all;
    const auto folder = std::filesystem::path(world.database.url().substr(scheme.size())).parent_path();
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
      std::ifstream in(file.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(in), {});
    }
    return all;
  }

 private:
  static void append(std::string& all, const storage::AnyValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) all += *text;
    if (const auto* bytes = std::get_if<Bytes>(&value)) all += text_of(*bytes);
    all += '\n';
  }
};

TEST_F(Plaintext, NothingThatWasSaidIsInTheTablesOrTheFiles) {
  whole_journey();
  for (const auto& place : {all_tables(), all_files()})
    for (const auto& said : canaries) EXPECT_EQ(place.find(said), std::string::npos) << said;
}

// Or else the test above finds nothing because it looks nowhere.
TEST_F(Plaintext, WhatStandsInTheClearIsFound) {
  EXPECT_THAT(all_tables(), testing::HasSubstr("Hospital"));
  if (world.database->engine() == storage::Engine::sqlite) {
    EXPECT_THAT(all_files(), testing::HasSubstr("Hospital"));
  }
}

}  // namespace
}  // namespace nwd::referral
