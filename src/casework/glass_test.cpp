// Break-glass: two people or a supervisor, an hour, contact and medical alert and nothing else.
#include "casework/glass.h"

#include <gmock/gmock.h>

#include "casework/blocked.h"
#include "casework/test_casework.h"

namespace nwd::casework {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Glasses : public CaseworkTest {
 protected:
  Glasses() {
    world.add_member(hospital, "matron", {access::Role::supervisor});
    world.add_member(hospital, "chief", {access::Role::supervisor});
    matron = world.sign_in("matron").session;
    chief = world.sign_in("chief").session;
    record = intake(nurse);
  }
  Asking as(const access::SessionPtr& who, bool stepped_up = true) { return {*who, now(), stepped_up}; }
  Result<Glass> ask(const access::SessionPtr& who, std::string_view words = "She fell.") {
    return write([&](storage::Writer& w) {
      return ask_glass(w, as(who), world.random, record.id, GlassReason::medical, words);
    });
  }
  Result<Glass> confirm(const access::SessionPtr& who, GlassId id) {
    return write([&](storage::Writer& w) { return confirm_glass(w, as(who), id); });
  }
  Result<Emergency> emergency(const access::SessionPtr& who) {
    return write([&](storage::Writer& w) { return read_emergency(w, as(who), record.id); });
  }
  Result<void> review(const access::SessionPtr& who, GlassId id, bool right, std::string_view words = "") {
    return write([&](storage::Writer& w) { return review_glass(w, as(who), id, right, words); });
  }
  Result<OpenGlass> look(const access::SessionPtr& who, GlassId id) {
    return write([&](storage::Writer& w) { return read_glass(w, as(who), id); });
  }
  std::size_t to_review(const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return glasses_to_review(r, as(who)); })).size();
  }
  std::size_t to_confirm(const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return glasses_to_confirm(r, as(who)); })).size();
  }
  std::size_t alerts_to(const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return alerts(r, as(who)); })).size();
  }
  void sweep() {
    must(write([&](storage::Writer& w) { return end_glasses(w, now()); }));
  }

  access::SessionPtr matron, chief;
  Case record;
};

TEST_F(Glasses, ADoorWorkerAndASecondPersonOpenContactAndMedicalAlertForAnHour) {
  EXPECT_EQ(code_of(emergency(porter)), Code::forbidden);
  const auto glass = must(ask(porter));
  EXPECT_EQ(state_at(glass, now()), GlassState::waiting);
  EXPECT_EQ(code_of(emergency(porter)), Code::forbidden) << "nobody has confirmed";
  EXPECT_EQ(to_confirm(porter), 0U);
  EXPECT_EQ(to_confirm(social), 1U);
  must(confirm(social, glass.id));
  const auto seen = must(emergency(porter));
  EXPECT_EQ(seen.called, "Robin");
  EXPECT_EQ(seen.contact, "555-0100 after six");
  EXPECT_TRUE(seen.asked_for_doctor);
  EXPECT_EQ(code_of(opened(porter, record.id)), Code::forbidden) << "the record itself stays shut";
  EXPECT_THAT(deeds(record.id), ElementsAre("intake.begin", "glass.ask", "glass.open", "glass.read"));

  world.clock.at = now() + (glass_ms - 1);
  EXPECT_TRUE(emergency(porter));
  world.clock.at = now() + 1;
  EXPECT_EQ(code_of(emergency(porter)), Code::forbidden);
}

TEST_F(Glasses, NobodyConfirmsTheirOwn) {
  const auto glass = must(ask(porter));
  EXPECT_EQ(code_of(confirm(porter, glass.id)), Code::forbidden);
  EXPECT_EQ(code_of(confirm(harbor, glass.id)), Code::not_found);
  EXPECT_EQ(code_of(confirm(navigator, glass.id)), Code::not_found);
  EXPECT_EQ(code_of(emergency(porter)), Code::forbidden);
}

TEST_F(Glasses, TheOneWhoConfirmsSeesNothing) {
  world.add_member(hospital, "guard", {access::Role::door_worker});
  const auto guard = world.sign_in("guard").session;
  const auto glass = must(ask(porter));
  EXPECT_EQ(must(look(guard, glass.id)).words, "She fell.");
  must(confirm(guard, glass.id));
  EXPECT_EQ(code_of(emergency(guard)), Code::forbidden);
}

TEST_F(Glasses, ASupervisorOpensAloneAndAnotherLooksAtIt) {
  const auto glass = must(ask(matron));
  EXPECT_EQ(state_at(glass, now()), GlassState::open);
  EXPECT_TRUE(emergency(matron));
  EXPECT_EQ(code_of(emergency(chief)), Code::forbidden) << "open for one, not for all";
  EXPECT_EQ(to_review(matron), 0U);
  EXPECT_EQ(to_review(chief), 1U);
  EXPECT_EQ(to_review(social), 0U);
  EXPECT_EQ(code_of(review(matron, glass.id, true)), Code::forbidden);
  EXPECT_EQ(code_of(review(social, glass.id, true)), Code::forbidden);
  EXPECT_EQ(code_of(review(harbor, glass.id, true)), Code::not_found);
  EXPECT_EQ(must(look(chief, glass.id)).words, "She fell.");
  EXPECT_EQ(code_of(review(chief, glass.id, false)), Code::invalid) << "what was not right?";
  must(review(chief, glass.id, false, "There was no emergency."));
  EXPECT_EQ(to_review(chief), 0U);
  EXPECT_EQ(code_of(review(chief, glass.id, true)), Code::conflict);
}

TEST_F(Glasses, WhoHoldsTheRecordIsToldAtOnce) {
  EXPECT_EQ(alerts_to(nurse), 0U);
  const auto glass = must(ask(porter));
  EXPECT_EQ(alerts_to(nurse), 0U) << "nothing is open yet";
  must(confirm(social, glass.id));
  EXPECT_EQ(alerts_to(nurse), 1U);
  EXPECT_EQ(alerts_to(social), 1U);
  EXPECT_EQ(alerts_to(porter), 0U);
  EXPECT_EQ(alerts_to(harbor), 0U);
}

TEST_F(Glasses, WithoutShowingAgainWhoOneIsNothingIsAskedOrOpened) {
  const auto asked = write([&](storage::Writer& w) {
    return ask_glass(w, as(porter, false), world.random, record.id, GlassReason::danger, "");
  });
  EXPECT_EQ(code_of(asked), Code::forbidden);
  EXPECT_EQ(asked.error().detail, "step_up");
  const auto glass = must(ask(porter));
  EXPECT_EQ(code_of(write([&](storage::Writer& w) { return confirm_glass(w, as(social, false), glass.id); })),
            Code::forbidden);
}

TEST_F(Glasses, AnotherOrganizationsRecordAndOneHandedOverStayShut) {
  EXPECT_EQ(code_of(ask(harbor)), Code::not_found);
  EXPECT_EQ(code_of(ask(navigator)), Code::not_found);
  const auto glass = must(ask(porter));
  must(write([&](storage::Writer& w) { return set_case_state(w, record.id, CaseState::handed_off); }));
  EXPECT_EQ(code_of(confirm(social, glass.id)), Code::forbidden);
  EXPECT_EQ(code_of(ask(matron)), Code::forbidden);
}

TEST_F(Glasses, ItShutsOnWhoeverThePersonNames) {
  must(ask(matron));
  ASSERT_TRUE(emergency(matron));
  must(write([&](storage::Writer& w) { return set_blocked(w, as(nurse), record.id, {matron->member}); }));
  EXPECT_EQ(code_of(emergency(matron)), Code::not_found);
  EXPECT_EQ(code_of(ask(matron)), Code::not_found);
  EXPECT_EQ(must(read([&](storage::Reader& r) { return records_here(r, as(matron)); })).all, 0);
}

TEST_F(Glasses, ARequestThatNobodyConfirmsEnds) {
  const auto glass = must(ask(porter));
  EXPECT_EQ(must(ask(porter)).id, glass.id) << "asked twice, it is the same";
  world.clock.at = now() + glass_waits_ms;
  EXPECT_EQ(to_confirm(social), 0U);
  EXPECT_EQ(code_of(confirm(social, glass.id)), Code::gone);
  EXPECT_NE(must(ask(porter)).id, glass.id);
}

TEST_F(Glasses, AClockThatIsSetBackOpensNothingAgain) {
  must(ask(matron));
  const auto before = now();
  EXPECT_FALSE(must(read([&](storage::Reader& r) { return any_glass_due(r, now()); })));
  world.clock.at = before + glass_ms;
  EXPECT_TRUE(must(read([&](storage::Reader& r) { return any_glass_due(r, now()); })));
  sweep();
  world.clock.at = before + minute_ms;
  EXPECT_EQ(code_of(emergency(matron)), Code::forbidden);
  world.clock.at = before + -400 * day_ms;
  EXPECT_EQ(code_of(emergency(matron)), Code::forbidden);
  world.clock.at = before + 400 * day_ms;
  EXPECT_EQ(code_of(emergency(matron)), Code::forbidden);
}

TEST_F(Glasses, AClockSetBackBeforeTheHourBeganShutsIt) {
  must(ask(matron));
  world.clock.at = now() + -1;
  EXPECT_EQ(code_of(emergency(matron)), Code::forbidden);
}

TEST_F(Glasses, WhoMayReadTheRecordAnywayAsksForNothing) {
  EXPECT_EQ(code_of(ask(nurse)), Code::invalid);
  EXPECT_EQ(code_of(ask(social)), Code::invalid);
}

TEST_F(Glasses, RecordsAreOfferedWithoutAWordOfThePerson) {
  const auto listed = must(read([&](storage::Reader& r) { return records_here(r, as(porter)); }));
  ASSERT_EQ(listed.all, 1);
  EXPECT_EQ(listed.shown[0].id, record.id);
  EXPECT_EQ(must(read([&](storage::Reader& r) { return records_here(r, as(harbor)); })).all, 0);
  EXPECT_EQ(must(read([&](storage::Reader& r) { return records_here(r, as(navigator)); })).all, 0);
}

}  // namespace
}  // namespace nwd::casework
