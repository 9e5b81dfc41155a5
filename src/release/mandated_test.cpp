// Mandated reports: two people, each a different one, and a notice that is recorded.
#include "release/mandated.h"

#include <gmock/gmock.h>

#include "release/test_release.h"

namespace nwd::release {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class MandatedReports : public ReleaseTest {
 protected:
  MandatedReports() {
    world.add_member(hospital, "second", {access::Role::caseworker});
    world.add_member(hospital, "chief", {access::Role::supervisor});
    second = world.sign_in("second").session;
    chief = world.sign_in("chief").session;
  }
  static MandatedText text() {
    return {"County child protection", "Minn. Stat. 260E.06", "That a child is in danger."};
  }
  Result<MandatedId> prepared(const access::SessionPtr& who, CaseId id, const MandatedText& what = text()) {
    return write([&](storage::Writer& w) {
      return prepare_mandated(w, *who, world.random, now(), id, Demand::child_abuse_report, what);
    });
  }
  Result<void> confirmed(const access::SessionPtr& who, MandatedId id, std::int64_t version = 1, bool sure = true) {
    return write([&](storage::Writer& w) { return confirm_mandated(w, *who, now(), sure, id, version); });
  }
  Result<void> set_aside(const access::SessionPtr& who, MandatedId id, std::int64_t version = 1) {
    return write([&](storage::Writer& w) { return set_aside_mandated(w, *who, now(), id, version); });
  }
  Result<void> told(const access::SessionPtr& who, MandatedId id, std::int64_t version, Notice notice) {
    return write([&](storage::Writer& w) { return record_notice(w, *who, now(), id, version, notice); });
  }
  Result<OpenMandated> opened_one(const access::SessionPtr& who, MandatedId id) {
    return write([&](storage::Writer& w) { return read_mandated(w, *who, now(), id); });
  }
  std::vector<Mandated> waiting(const access::SessionPtr& who) {
    return must(read([&](storage::Reader& r) { return mandated_waiting(r, *who); }));
  }

  access::SessionPtr second, chief;
};

TEST_F(MandatedReports, OnePreparesAndAnotherConfirms) {
  const auto c = intake(nurse);
  const auto id = must(prepared(social, c.id));
  EXPECT_FALSE(confirmed(social, id));
  EXPECT_THAT(waiting(social), IsEmpty());
  EXPECT_THAT(waiting(second), SizeIs(1));
  EXPECT_THAT(waiting(chief), SizeIs(1));
  EXPECT_FALSE(opened_one(social, id)->may_confirm);
  EXPECT_TRUE(opened_one(chief, id)->may_confirm);
  EXPECT_EQ(must(opened_one(chief, id)).text.to, text().to);
  const auto unsure = confirmed(second, id, 1, false);
  ASSERT_FALSE(unsure);
  EXPECT_EQ(unsure.error().detail, "step_up");
  must(confirmed(second, id));
  EXPECT_EQ(code_of(confirmed(chief, id, 2)), Code::conflict);
  EXPECT_THAT(waiting(chief), IsEmpty());
}

TEST_F(MandatedReports, ThePersonIsToldOrItIsSaidWhyNotYet) {
  const auto c = intake(nurse);
  const auto id = must(prepared(nurse, c.id));
  EXPECT_EQ(code_of(told(social, id, 1, Notice::given)), Code::invalid);  // nothing was told yet
  must(confirmed(social, id));
  must(told(social, id, 2, Notice::not_safe_yet));
  EXPECT_EQ(code_of(told(social, id, 2, Notice::given)), Code::stale);
  must(told(nurse, id, 3, Notice::given));
  EXPECT_EQ(code_of(told(social, id, 4, Notice::not_safe_yet)), Code::conflict);
  EXPECT_THAT(deeds(c.id), testing::ElementsAre("intake.begin", "mandated.prepare", "mandated.confirmed",
                                                "mandated.notice", "mandated.notice"));
}

TEST_F(MandatedReports, WhatWasSetAsideIsNotConfirmedAnyMore) {
  const auto c = intake(nurse);
  const auto id = must(prepared(social, c.id));
  EXPECT_FALSE(set_aside(porter, id));
  must(set_aside(social, id));
  EXPECT_EQ(code_of(confirmed(second, id, 2)), Code::conflict);
}

TEST_F(MandatedReports, NobodyElseKnowsOfIt) {
  const auto c = intake(nurse);
  const auto id = must(prepared(social, c.id));
  for (const auto& who : {harbor, lake, navigator}) {
    EXPECT_EQ(code_of(opened_one(who, id)), Code::not_found);
    EXPECT_FALSE(confirmed(who, id));
    EXPECT_FALSE(prepared(who, c.id));
    EXPECT_THAT(waiting(who), IsEmpty());
  }
  EXPECT_FALSE(opened_one(porter, id));
}

TEST_F(MandatedReports, EachFieldIsNeededAndBounded) {
  const auto c = intake(nurse);
  for (const auto& wrong : {MandatedText{"", "law", "what"}, MandatedText{"to", "", "what"},
                            MandatedText{"to", "law", ""}, MandatedText{"to", "law", std::string(4001, 'x')}})
    EXPECT_EQ(code_of(prepared(social, c.id, wrong)), Code::invalid);
}

}  // namespace
}  // namespace nwd::release
