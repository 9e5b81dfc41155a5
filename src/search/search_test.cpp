// Who is found by name, by whom, and what nobody learns by searching.
#include "search/search.h"

#include <gmock/gmock.h>

#include "access/epochs.h"
#include "casework/blocked.h"
#include "casework/compartment.h"
#include "casework/test_casework.h"
#include "search/routes.h"
#include "storage/tables.h"

namespace nwd::search {
namespace {

using casework::CaseId;
using casework::code_of;
using casework::must;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class SearchTest : public casework::CaseworkTest {
 protected:
  using Session = access::SessionPtr;

  SearchTest() { must(add_routes(*world.site)); }

  CaseId named(const Session& who, const std::string& name) {
    world.clock.at = now() + minute_ms;
    return intake(who, {}, {name, "", ""}).id;
  }
  Result<Answer> sought(const Session& who, std::string_view name, std::int64_t page = 1) {
    return find(*world.database, {*who, now()}, name, page);
  }
  std::vector<std::string> names(const Session& who, std::string_view name, std::int64_t page = 1) {
    std::vector<std::string> all;
    for (const auto& one : must(sought(who, name, page)).found.shown) all.push_back(one.called);
    return all;
  }
  void block(CaseId id, const Session& member) {
    must(write(
        [&](storage::Writer& w) { return casework::set_blocked(w, {*nurse, now(), true}, id, {member->member}); }));
  }
  void handed_off(CaseId id) {
    must(write([&](storage::Writer& w) { return set_case_state(w, id, casework::CaseState::handed_off); }));
  }
  void rename(const Session& who, CaseId id, const std::string& name) {
    must(write([&](storage::Writer& w) -> Result<void> {
      NWD_TRY(auto open, read_case(w, *who, now(), id));
      open.identity.called = name;
      NWD_CHECK(save_intake(w, *who, now(), id, open.record.version, open.facts, open.identity));
      return {};
    }));
  }
  std::int64_t rows(const std::string& table) {
    std::int64_t count = 0;
    must(read([&](storage::Reader& r) -> Result<void> {
      return r.each_any("SELECT * FROM " + table, [&](const std::vector<storage::AnyValue>&) {
        ++count;
        return Result<void>();
      });
    }));
    return count;
  }
  std::string tables() {
    std::string all;
    must(read([&](storage::Reader& r) -> Result<void> {
      NWD_TRY(const auto list, storage::tables_of(r, world.database->engine()));
      for (const auto& table : list)
        NWD_CHECK(r.each_any("SELECT * FROM " + table.name, [&](const std::vector<storage::AnyValue>& row) {
          for (const auto& value : row) {
            if (const auto* text = std::get_if<std::string>(&value)) all += *text + '\n';
            if (const auto* bytes = std::get_if<Bytes>(&value)) all.append(bytes->begin(), bytes->end());
          }
          return Result<void>();
        }));
      return {};
    }));
    return all;
  }
};

TEST_F(SearchTest, FindsByAnyWordTheBestFirstThenTheNewest) {
  named(nurse, "Robin Hale");
  named(nurse, "Ana María Robins");
  named(porter, "Hale, Robin");
  named(nurse, "");
  EXPECT_THAT(names(social, "robin"), ElementsAre("Hale, Robin", "Robin Hale", "Ana María Robins"));
  EXPECT_THAT(names(social, "hale rob"), ElementsAre("Hale, Robin", "Robin Hale"));
  EXPECT_THAT(names(social, "MARIA"), ElementsAre("Ana María Robins"));
  EXPECT_THAT(names(social, "Rbin"), ElementsAre("Hale, Robin", "Robin Hale"));
  EXPECT_THAT(names(social, "zoe"), IsEmpty());
}

TEST_F(SearchTest, EachMemberFindsWhatTheyMayReadAndNobodyElse) {
  const auto hers = named(nurse, "Robin of the nurse");
  named(porter, "Robin of the porter");
  named(harbor, "Robin of Harbor");
  EXPECT_THAT(names(nurse, "robin"), ElementsAre("Robin of the nurse"));
  EXPECT_THAT(names(social, "robin"), UnorderedElementsAre("Robin of the nurse", "Robin of the porter"));
  EXPECT_THAT(names(harbor, "robin"), ElementsAre("Robin of Harbor"));
  EXPECT_EQ(code_of(sought(navigator, "robin")), Code::forbidden);
  handed_off(hers);
  EXPECT_THAT(names(nurse, "robin"), IsEmpty());
}

// A name that was written anew is found by the new one at once, wherever it was written.
TEST_F(SearchTest, TheNewNameIsFoundAndTheOldOneIsNot) {
  const auto id = named(nurse, "Robin");
  EXPECT_THAT(names(nurse, "robin"), ElementsAre("Robin"));
  rename(nurse, id, "Wren");
  EXPECT_THAT(names(nurse, "robin"), IsEmpty());
  EXPECT_THAT(names(nurse, "wren"), ElementsAre("Wren"));
  must(write([&](storage::Writer& w) {
    return write_notes(w, *nurse, world.random, now(), id, casework::Compartment::identity, 0, {"Linnet", "papers"});
  }));
  EXPECT_THAT(names(nurse, "wren"), IsEmpty());
  EXPECT_THAT(names(nurse, "linnet"), ElementsAre("Linnet"));
  rename(nurse, id, "Siskin");
  EXPECT_THAT(names(nurse, "siskin"), ElementsAre("Siskin"));
}

// Two worlds: in one there is a record that the person has named the member away from; nothing tells them apart.
TEST_F(SearchTest, ARecordThatIsNotToBeSeenChangesNoByteOfAnyAnswer) {
  const auto token = world.sign_in("social").token;
  const auto ask = [&](std::string_view name, int page) {
    const auto answer = world.ask(http::Method::post, "/api/v1/search", token,
                                  R"({"name":")" + std::string(name) + R"(","page":)" + std::to_string(page) + "}",
                                  {{"content-type", "application/json"}});
    EXPECT_EQ(answer.status, 200) << answer.body;
    return answer.body;
  };
  const auto answers = [&] {
    std::string all;
    for (const auto* name : {"robin", "r", "rubin", "hale", "zoe"})
      for (const int page : {1, 2, 3}) all += ask(name, page) + '\n';
    return all;
  };
  for (int n = 0; n < 12; ++n) named(nurse, "Robin number " + std::to_string(n));
  const auto before = answers();
  EXPECT_THAT(before, testing::HasSubstr(R"("all":12)"));
  const auto forbidden = named(nurse, "Robin Hale");
  block(forbidden, social);
  named(harbor, "Robin elsewhere");
  handed_off(named(nurse, "Robin handed over"));
  EXPECT_EQ(answers(), before);
  EXPECT_THAT(names(nurse, "hale"), ElementsAre("Robin Hale"));
}

TEST_F(SearchTest, WhoIsNamedInTheSamePersonsNextRecordFindsNeither) {
  const auto id = named(nurse, "Robin");
  ASSERT_THAT(names(social, "robin"), ElementsAre("Robin"));
  block(id, social);
  EXPECT_THAT(names(social, "robin"), IsEmpty());
}

TEST_F(SearchTest, NothingOfTheWordsIsKeptAndEachSearchAndEachRecordShownIsLogged) {
  const auto id = named(nurse, "Robin");
  const auto words = "Qwyzzle";
  EXPECT_THAT(names(nurse, words), IsEmpty());
  EXPECT_THAT(names(nurse, "robin"), ElementsAre("Robin"));
  EXPECT_THAT(deeds(hospital), ElementsAre("search.index", "search.names", "search.names"));
  EXPECT_THAT(deeds(id), ElementsAre("intake.begin", "case.find"));
  const auto all = tables();
  for (const auto* kept : {"Qwyzzle", "qwyzzle", "Robin", "robin"})
    EXPECT_THAT(all, testing::Not(testing::HasSubstr(kept)));
  EXPECT_THAT(all, testing::HasSubstr("Hospital")) << "what stands in the clear is found";
}

TEST_F(SearchTest, TooMuchIsAskedForAndTooLittle) {
  for (const auto* nothing : {"", "   ", "-'", "\xff"}) EXPECT_EQ(code_of(sought(nurse, nothing)), Code::invalid);
  EXPECT_EQ(code_of(sought(nurse, std::string(101, 'a'))), Code::invalid);
  EXPECT_TRUE(sought(nurse, std::string(100, 'a')));
}

TEST_F(SearchTest, AHundredSearchesInAQuarterOfAnHour) {
  for (int n = 0; n < 100; ++n) ASSERT_TRUE(sought(nurse, "robin"));
  EXPECT_EQ(code_of(sought(nurse, "robin")), Code::rate_limited);
  EXPECT_TRUE(sought(social, "robin")) << "it is counted for each";
  world.clock.at = now() + 16 * minute_ms;
  EXPECT_TRUE(sought(nurse, "robin"));
}

TEST_F(SearchTest, PagesHoldTenAndEveryRecordOnce) {
  for (int n = 0; n < 23; ++n) named(nurse, "Robin " + std::to_string(n));
  std::set<std::string> seen;
  for (std::int64_t page = 1; page <= 3; ++page)
    for (const auto& name : names(nurse, "robin", page)) seen.insert(name);
  EXPECT_EQ(seen.size(), 23U);
  EXPECT_EQ(names(nurse, "robin", 3).size(), 3U);
  EXPECT_THAT(names(nurse, "robin", 4), IsEmpty());
}

// Records from before there was an index, more than one search makes.
TEST_F(SearchTest, WhatIsMissingIsMadeSoManyAtATimeAndItIsSaid) {
  must(write([&](storage::Writer& w) -> Result<void> {
    for (int n = 0; n < built_at_once + 1; ++n)
      NWD_CHECK(casework::begin_intake(w, *nurse, world.random, now(), {}, {"Robin", "", ""}));
    return {};
  }));
  const auto first = must(sought(nurse, "robin"));
  EXPECT_FALSE(first.complete);
  EXPECT_EQ(first.found.all, built_at_once);
  const auto second = must(sought(nurse, "robin"));
  EXPECT_TRUE(second.complete);
  EXPECT_EQ(second.found.all, built_at_once + 1);
}

TEST_F(SearchTest, ARecordThatDoesNotOpenIsSaidAndTheOthersAreFound) {
  const auto id = named(nurse, "Robin one");
  named(nurse, "Robin two");
  ASSERT_EQ(names(nurse, "robin").size(), 2U);
  const auto when = std::to_string(must(opened(nurse, id)).record.opened.ms);
  must(write([&](storage::Writer& w) {
    return w.run_script_text(
        "UPDATE name_index SET body = (SELECT n.body FROM name_index n WHERE n.case_id <> name_index.case_id) "
        "WHERE case_id IN (SELECT id FROM case_file WHERE opened_at = " +
        when + ")");
  }));
  const auto answer = must(sought(nurse, "robin"));
  EXPECT_FALSE(answer.undamaged);
  EXPECT_EQ(answer.found.all, 1);
  rename(nurse, id, "Robin mended");
  EXPECT_TRUE(must(sought(nurse, "robin")).undamaged);
}

// Whoever left has the index's old key: what is written from there on is under a new one, and the old one is destroyed
// once nothing is under it.
TEST_F(SearchTest, InANewEpochTheIndexGetsANewKey) {
  world.add_member(hospital, "admin", {access::Role::administrator});
  world.add_member(hospital, "leaver", {access::Role::caseworker});
  const auto stolen = world.sign_in("leaver").session;
  named(social, "Robin one");
  ASSERT_THAT(names(social, "robin"), ElementsAre("Robin one"));
  ASSERT_EQ(rows("name_index_key"), 1);
  EXPECT_THAT(names(stolen, "robin"), ElementsAre("Robin one"));
  must(access::deactivate_member(*world.database, stolen->member, now()));
  (void)world.sign_in("admin");
  ASSERT_TRUE(must(access::refresh_keys(*world.database, *social)));
  const auto destroyed = rows("wrap_to_destroy");
  named(social, "Robin two");
  EXPECT_THAT(names(social, "robin"), ElementsAre("Robin two", "Robin one"));
  EXPECT_EQ(rows("name_index_key"), 1) << "the old one is gone";
  EXPECT_EQ(rows("wrap_to_destroy"), destroyed + 1);
  EXPECT_EQ(sought(stolen, "robin").error().detail, vault::epoch_not_held);
}

TEST_F(SearchTest, TheRouteIsForThoseWhoReadRecordsAndTakesNothingElse) {
  const auto post = [&](const std::string& token, const std::string& body) {
    return world.ask(http::Method::post, "/api/v1/search", token, body, {{"content-type", "application/json"}}).status;
  };
  const auto nurse_token = world.sign_in("nurse").token;
  EXPECT_EQ(post(nurse_token, R"({"name":"robin"})"), 200);
  EXPECT_EQ(post(nurse_token, R"({"name":""})"), 400);
  EXPECT_EQ(post(nurse_token, R"({"name":"robin","page":0})"), 400);
  EXPECT_EQ(post(nurse_token, R"({"name":"robin","everybody":true})"), 400);
  EXPECT_EQ(post(world.sign_in("navigator").token, R"({"name":"robin"})"), 403);
  EXPECT_EQ(post("", R"({"name":"robin"})"), 401);
}

}  // namespace
}  // namespace nwd::search
