// Whether two organizations know the same person: who is asked, who is told, and what nobody learns.
#include <gmock/gmock.h>

#include "access/epochs.h"
#include "casework/blocked.h"
#include "casework/test_casework.h"
#include "release/release.h"
#include "same_person/ask.h"
#include "same_person/turn.h"

namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::release::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::referral::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::same_person::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::same_person {
namespace {

using casework::code_of;
using casework::must;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

using Session = access::SessionPtr;

class SamePerson : public casework::CaseworkTest {
 public:
  using CaseworkTest::deeds;
  using CaseworkTest::harbor;
  using CaseworkTest::hospital;
  using CaseworkTest::shelter;
  using CaseworkTest::social;
  using CaseworkTest::world;

  SamePerson()
      : CaseworkTest({directory::migrations::files(), release::migrations::files(), referral::migrations::files(),
                      same_person::migrations::files()}) {}

  CaseId named(const Session& who, const std::string& name) { return intake(who, {}, {name, "", ""}).id; }
  static Agreeing agreeing(CaseId id, const std::string& name, std::optional<int> born = 2004) {
    Agreeing a;
    a.case_id = id;
    a.name = name;
    a.born = born;
    a.language = "en";
    a.agreed_text = "What was read.";
    return a;
  }
  Result<AgreedId> try_agree(const Session& who, const Agreeing& a, bool stepped_up = true) {
    return write([&](storage::Writer& w) { return agree(w, *who, world.random, now(), stepped_up, a); });
  }
  // A case whose person agreed.
  CaseId agreed(const Session& who, const std::string& name, std::optional<int> born = 2004) {
    const auto id = named(who, name);
    must(try_agree(who, agreeing(id, name, born)));
    return id;
  }
  Result<AskId> asks(const Session& who, CaseId id, access::OrganizationId to) {
    return write([&](storage::Writer& w) { return ask(w, *who, world.random, now(), id, to); });
  }
  void turn(const Session& who) {
    must(write([&](storage::Writer& w) { return take_turn(w, *who, now()); }));
  }
  void all_turns() {
    for (const auto& who : {harbor, social, harbor}) turn(who);
  }
  Result<void> stops(const Session& who, CaseId id) {
    return write([&](storage::Writer& w) { return stop(w, *who, now(), id); });
  }
  std::vector<Known> known(const Session& who) {
    return must(read([&](storage::Reader& r) { return known_since(r, *who, now(), {}); }));
  }
  std::vector<Asked> asked(const Session& who, CaseId id) {
    return must(read([&](storage::Reader& r) { return asked_of(r, *who, now(), id); }));
  }
  std::int64_t count(const std::string& what) {
    std::int64_t rows = 0;
    must(read([&](storage::Reader& r) -> Result<void> {
      return r.each_any("SELECT * FROM " + what, [&](const std::vector<storage::AnyValue>&) {
        ++rows;
        return Result<void>();
      });
    }));
    return rows;
  }
  // What somebody sees who has the database and no key: every row's numbers, words and lengths.
  std::string rows_seen() {
    std::string seen;
    for (const std::string table : {"match_ask", "match_message", "match_agreed"}) {
      std::vector<std::string> rows;
      must(read([&](storage::Reader& r) -> Result<void> {
        return r.each_any("SELECT * FROM " + table, [&](const std::vector<storage::AnyValue>& row) {
          std::string line;
          for (const auto& value : row) {
            if (const auto* number = std::get_if<std::int64_t>(&value)) line += std::to_string(*number);
            if (const auto* text = std::get_if<std::string>(&value)) line += *text;
            if (const auto* bytes = std::get_if<Bytes>(&value)) line += "#" + std::to_string(bytes->size());
            line += '|';
          }
          rows.push_back(line);
          return Result<void>();
        });
      }));
      std::sort(rows.begin(), rows.end());
      for (const auto& row : rows) seen += table + ' ' + row + '\n';
    }
    return seen;
  }
};

// A world of its own, beside the test's.
class Another : public SamePerson {
  void TestBody() override {}
};

TEST_F(SamePerson, BothHoldersAreToldThatSomebodyMayBeKnownAndNothingElse) {
  const auto ours = agreed(social, "Robin Hálé");
  const auto theirs = agreed(harbor, "HALE, robin");
  agreed(harbor, "Wren Quill");
  must(asks(social, ours, shelter));
  ASSERT_EQ(asked(social, ours).size(), 1U);
  EXPECT_TRUE(asked(social, ours)[0].waiting);
  all_turns();
  ASSERT_EQ(known(social).size(), 1U);
  EXPECT_EQ(known(social)[0].case_id, ours);
  EXPECT_EQ(known(social)[0].where, "Harbor");
  ASSERT_EQ(known(harbor).size(), 1U);
  EXPECT_EQ(known(harbor)[0].case_id, theirs);
  EXPECT_EQ(known(harbor)[0].where, "Hospital");
  EXPECT_TRUE(asked(social, ours)[0].known);
  EXPECT_THAT(deeds(ours), ElementsAre("intake.begin", "match.agree", "match.ask", "match.conclude"));
  EXPECT_THAT(deeds(hospital), ElementsAre("match.answer", "match.settle")) << "the asked organization's log";
  EXPECT_EQ(count("match_message"), 2) << "what is not needed any more is gone";
}

TEST_F(SamePerson, AnotherYearOrNoneIsAnotherPerson) {
  const auto ours = agreed(social, "Robin Hale", 2004);
  agreed(harbor, "Robin Hale", 2005);
  agreed(harbor, "Robin Hale", std::nullopt);
  agreed(harbor, "Robin Hales", 2004);
  must(asks(social, ours, shelter));
  all_turns();
  EXPECT_THAT(known(social), IsEmpty());
  EXPECT_THAT(known(harbor), IsEmpty());
  EXPECT_FALSE(asked(social, ours)[0].waiting);
  EXPECT_FALSE(asked(social, ours)[0].known);
}

// Three worlds: somebody else agreed there; the same person is known there and did not agree; nobody is known there.
// At each step, and at the end, who has the database sees the same, and so do both organizations.
TEST_F(SamePerson, AMatchThatIsNotAndAPersonWhoDidNotAgreeLeaveTheSameTraces) {
  std::vector<std::string> traces;
  enum class There { another_agreed, same_did_not_agree, nobody };
  for (const auto there : {There::another_agreed, There::same_did_not_agree, There::nobody}) {
    Another one;
    one.world.clock.at = now();
    const auto ours = one.agreed(one.social, "Robin Hale");
    const auto theirs = one.named(one.harbor, there == There::another_agreed ? "Wren Quill" : "Robin Hale");
    if (there == There::another_agreed) must(one.try_agree(one.harbor, agreeing(theirs, "Wren Quill")));
    must(one.asks(one.social, ours, one.shelter));
    std::string trace;
    const auto look = [&] {
      // The row that says that somebody agreed to be asked about is no part of the question.
      for (std::string rows = one.rows_seen(); !rows.empty();) {
        const auto end = rows.find('\n') + 1;
        if (!rows.starts_with("match_agreed")) trace += rows.substr(0, end);
        rows.erase(0, end);
      }
      for (const auto& asked : one.asked(one.social, ours))
        trace += asked.to + (asked.waiting ? " waits" : " answered") + (asked.known ? " known" : "") + '\n';
      trace += std::to_string(one.known(one.social).size()) + std::to_string(one.known(one.harbor).size()) + '\n';
      trace += std::to_string(one.deeds(one.hospital).size()) + std::to_string(one.deeds(ours).size()) + '\n';
    };
    look();
    for (const auto& who : {one.harbor, one.social, one.harbor}) {
      one.turn(who);
      look();
    }
    traces.push_back(trace);
  }
  EXPECT_EQ(traces[0], traces[1]);
  EXPECT_EQ(traces[0], traces[2]);
  EXPECT_THAT(traces[0], testing::HasSubstr("Harbor answered")) << traces[0];
}

// Whoever has the database cannot tell a match from none either.
TEST_F(SamePerson, AMatchLeavesTheRowsThatNoneLeaves) {
  std::vector<std::string> rows;
  for (const auto* name : {"Robin Hale", "Wren Quill"}) {
    Another one;
    one.world.clock.at = now();
    const auto ours = one.agreed(one.social, "Robin Hale");
    one.agreed(one.harbor, name);
    must(one.asks(one.social, ours, one.shelter));
    one.all_turns();
    EXPECT_EQ(one.known(one.harbor).size(), std::string(name) == "Robin Hale" ? 1U : 0U);
    rows.push_back(one.rows_seen());
  }
  EXPECT_EQ(rows[0], rows[1]);
}

TEST_F(SamePerson, NobodyIsAskedAboutWhoDidNotAgree) {
  const auto ours = named(social, "Robin Hale");
  EXPECT_EQ(code_of(asks(social, ours, shelter)), Code::forbidden);
  EXPECT_EQ(code_of(asks(harbor, ours, hospital)), Code::not_found);
  EXPECT_EQ(code_of(asks(social, CaseId::random(world.random), shelter)), Code::not_found);
  const auto with = agreed(social, "Robin Hale");
  EXPECT_EQ(code_of(asks(nurse, with, shelter)), Code::forbidden) << "a door worker asks nobody";
  EXPECT_EQ(code_of(asks(social, with, hospital)), Code::invalid);
  EXPECT_EQ(code_of(asks(social, with, access::OrganizationId::random(world.random))), Code::invalid);
}

TEST_F(SamePerson, WhatIsAgreedToIsWrittenAndFreeAndByThePersonThemself) {
  const auto id = named(social, "Robin");
  auto a = agreeing(id, "Robin");
  EXPECT_EQ(try_agree(social, a, false).error().detail, "step_up");
  const auto wrong = [&](auto change) {
    auto changed = a;
    change(changed);
    const auto result = try_agree(social, changed);
    EXPECT_EQ(code_of(result), Code::invalid);
    return result.error().fields.empty() ? std::string() : result.error().fields[0].field;
  };
  EXPECT_EQ(wrong([](Agreeing& c) { c.by_who_harmed = true; }), "harm");
  EXPECT_EQ(wrong([](Agreeing& c) { c.how = release::ConsentGiven::spoken; }), "how");
  EXPECT_EQ(wrong([](Agreeing& c) { c.name = " -"; }), "name");
  EXPECT_EQ(wrong([](Agreeing& c) { c.born = 204; }), "born");
  EXPECT_EQ(wrong([](Agreeing& c) { c.lasts_ms = 366 * day_ms; }), "days");
  EXPECT_EQ(wrong([](Agreeing& c) { c.agreed_text.clear(); }), "agreed_text");
  must(try_agree(social, a));
  EXPECT_EQ(code_of(try_agree(social, a)), Code::conflict);
  EXPECT_EQ(code_of(try_agree(harbor, a)), Code::not_found);
}

TEST_F(SamePerson, StoppingTakesThePersonOutOfEverythingHereAndThere) {
  const auto ours = agreed(social, "Robin Hale");
  const auto theirs = agreed(harbor, "Robin Hale");
  must(asks(social, ours, shelter));
  all_turns();
  ASSERT_EQ(known(social).size(), 1U);
  must(stops(harbor, theirs));
  must(stops(harbor, theirs));
  EXPECT_THAT(known(social), IsEmpty()) << "the one who asked is told no more either";
  EXPECT_THAT(known(harbor), IsEmpty());
  EXPECT_EQ(count("match_message"), 0);
  EXPECT_EQ(count("match_agreed WHERE length(body) = 0"), 1) << "the name is gone";
  EXPECT_EQ(code_of(stops(social, theirs)), Code::not_found);
}

TEST_F(SamePerson, WhoStopsBetweenTheStepsIsNotFound) {
  const auto ours = agreed(social, "Robin Hale");
  const auto theirs = agreed(harbor, "Robin Hale");
  must(asks(social, ours, shelter));
  turn(harbor);
  must(stops(harbor, theirs));
  all_turns();
  all_turns();
  EXPECT_THAT(known(social), IsEmpty());
  EXPECT_THAT(known(harbor), IsEmpty());
  EXPECT_FALSE(asked(social, ours)[0].waiting) << "it was answered anew, without them";
}

TEST_F(SamePerson, WhoStopsAfterTheAnswerWasReadIsNotToldOfThere) {
  const auto ours = agreed(social, "Robin Hale");
  const auto theirs = agreed(harbor, "Robin Hale");
  must(asks(social, ours, shelter));
  turn(harbor);
  turn(social);
  ASSERT_EQ(known(social).size(), 1U);
  must(stops(harbor, theirs));
  EXPECT_THAT(known(social), IsEmpty());
  turn(harbor);
  EXPECT_THAT(known(harbor), IsEmpty());
}

TEST_F(SamePerson, WhoAskedAndStopsIsAnsweredNoMore) {
  const auto ours = agreed(social, "Robin Hale");
  agreed(harbor, "Robin Hale");
  must(asks(social, ours, shelter));
  must(stops(social, ours));
  all_turns();
  EXPECT_THAT(known(harbor), IsEmpty());
  EXPECT_EQ(count("match_message"), 0);
  EXPECT_THAT(deeds(hospital), IsEmpty()) << "nothing was evaluated";
}

TEST_F(SamePerson, TimeEndsIt) {
  const auto ours = agreed(social, "Robin Hale");
  agreed(harbor, "Robin Hale");
  must(asks(social, ours, shelter));
  world.clock.at = now() + 181 * day_ms;
  harbor = world.sign_in("harbor").session;
  social = world.sign_in("social").session;
  all_turns();
  EXPECT_THAT(known(social), IsEmpty());
  EXPECT_EQ(count("match_agreed WHERE length(body) = 0"), 2);
  EXPECT_EQ(code_of(asks(social, ours, shelter)), Code::forbidden);
}

TEST_F(SamePerson, WhomThePersonNamedIsToldNothing) {
  world.add_member(hospital, "second", {access::Role::caseworker});
  const auto second = world.sign_in("second").session;
  const auto ours = agreed(social, "Robin Hale");
  agreed(harbor, "Robin Hale");
  must(write(
      [&](storage::Writer& w) { return casework::set_blocked(w, {*social, now(), true}, ours, {second->member}); }));
  EXPECT_EQ(code_of(asks(second, ours, shelter)), Code::not_found);
  must(asks(social, ours, shelter));
  turn(harbor);
  turn(second);
  turn(harbor);
  EXPECT_EQ(known(social).size(), 1U);
  EXPECT_THAT(known(second), IsEmpty());
}

TEST_F(SamePerson, ItIsAskedSoOftenAndNoOftener) {
  const auto ours = agreed(social, "Robin Hale");
  must(asks(social, ours, shelter));
  EXPECT_EQ(code_of(asks(social, ours, shelter)), Code::conflict);
  for (int n = 1; n < asks_a_day; ++n) must(asks(social, agreed(social, "Robin " + std::to_string(n)), shelter));
  const auto more = agreed(social, "One More");
  EXPECT_EQ(code_of(asks(social, more, shelter)), Code::rate_limited);
  world.clock.at = now() + day_ms + 1;
  EXPECT_TRUE(asks(social, more, shelter));
  EXPECT_EQ(code_of(asks(social, ours, shelter)), Code::conflict);
  world.clock.at = now() + 7 * day_ms;
  EXPECT_TRUE(asks(social, ours, shelter));
}

TEST_F(SamePerson, AnOrganizationAnswersSoManyADayAndTheRestWaits) {
  for (int days = 0; days < 6; ++days) {
    for (int n = 0; n < asks_a_day; ++n)
      must(asks(social, agreed(social, "P " + std::to_string(100 * days + n)), shelter));
    world.clock.at = now() + day_ms + 1;
  }
  harbor = world.sign_in("harbor").session;
  for (int turns = 0; turns < 40; ++turns) turn(harbor);
  EXPECT_EQ(count("match_ask WHERE answered_at IS NOT NULL"), answers_a_day);
  world.clock.at = now() + day_ms + 1;
  for (int turns = 0; turns < 10; ++turns) turn(harbor);
  EXPECT_EQ(count("match_ask WHERE answered_at IS NOT NULL"), 6 * asks_a_day);
}

// Nothing of it opens with the other side's key, nor with a key that a worker took along who left.
TEST_F(SamePerson, EachMessageIsForOneSide) {
  const auto ours = agreed(social, "Robin Hale");
  agreed(harbor, "Robin Hale");
  const auto id = must(asks(social, ours, shelter));
  const auto opens = [&](const Session& who, store::Step step) {
    const auto message = must(read([&](storage::Reader& r) { return store::find_message(r, id, step); }));
    if (!message) throw std::runtime_error("no such message");
    return who->keys.unwrap({"match_message", id, "wrapped", static_cast<int>(step)}, message->wrapped).has_value();
  };
  EXPECT_TRUE(opens(social, store::Step::blind));
  EXPECT_FALSE(opens(harbor, store::Step::blind));
  EXPECT_TRUE(opens(harbor, store::Step::blinded));
  EXPECT_FALSE(opens(social, store::Step::blinded));
  turn(harbor);
  EXPECT_TRUE(opens(social, store::Step::answer));
  EXPECT_FALSE(opens(harbor, store::Step::answer));
  EXPECT_TRUE(opens(harbor, store::Step::key));
  EXPECT_FALSE(opens(social, store::Step::key));
  turn(social);
  EXPECT_FALSE(opens(social, store::Step::verdict));
  EXPECT_FALSE(opens(harbor, store::Step::told_asker));
}

TEST_F(SamePerson, ADamagedMessageEndsItsQuestionAndTheOthersGoOn) {
  const auto first = agreed(social, "Robin Hale");
  const auto second = agreed(social, "Wren Quill");
  agreed(harbor, "Wren Quill");
  const auto id = must(asks(social, first, shelter));
  must(asks(social, second, shelter));
  must(write([&](storage::Writer& w) -> Result<void> {
    NWD_TRY(auto message, store::find_message(w, id, store::Step::blinded));
    message->body.back() ^= 1U;
    return store::put_message(w, id, store::Step::blinded, *message);
  }));
  all_turns();
  EXPECT_THAT(asked(social, first), IsEmpty());
  EXPECT_EQ(known(social).size(), 1U);
}

TEST_F(SamePerson, TheLengthOfAnAnswerTellsLittle) {
  EXPECT_EQ(filled_up(0), 16U);
  EXPECT_EQ(filled_up(16), 16U);
  EXPECT_EQ(filled_up(17), 32U);
  EXPECT_EQ(filled_up(most_compared), 1024U);
}

TEST_F(SamePerson, NothingWaitsForWhoeverHasNoPartInIt) {
  const auto waits = [&](const Session& who) {
    return must(read([&](storage::Reader& r) { return anything_to_do(r, *who); }));
  };
  EXPECT_FALSE(waits(harbor));
  must(asks(social, agreed(social, "Robin"), shelter));
  EXPECT_TRUE(waits(harbor));
  EXPECT_FALSE(waits(social));
  EXPECT_FALSE(waits(nurse));
  turn(harbor);
  EXPECT_FALSE(waits(harbor));
  EXPECT_TRUE(waits(social));
  turn(social);
  EXPECT_TRUE(waits(harbor));
  turn(harbor);
  EXPECT_FALSE(waits(harbor) || waits(social));
}

}  // namespace
}  // namespace nwd::same_person
