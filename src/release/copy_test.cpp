// Copies: all of it for the person, and for an organization what a live release covers.
#include "release/copy.h"

#include <gmock/gmock.h>

#include "release/test_release.h"

namespace nwd::release {
namespace {

class Copies : public ReleaseTest {
 protected:
  Result<Copy> copied(const CopyWanted& wanted, bool stepped_up = true) {
    return write([&](storage::Writer& w) { return copy_case(w, *social, now(), stepped_up, wanted); });
  }
};

TEST_F(Copies, ThePersonMayHaveEverything) {
  const auto c = intake(nurse);
  put(c.id, Compartment::health, "needs insulin");
  const auto copy = must(copied({c.id, Compartments(127), std::nullopt}));
  ASSERT_EQ(copy.parts.size(), 7U);
  EXPECT_EQ(copy.parts[0].notes.told, "Robin");
  EXPECT_EQ(copy.parts[3].notes.text, "needs insulin");
  EXPECT_THAT(deeds(c.id), testing::Contains("case.export"));
}

TEST_F(Copies, AnOrganizationGetsWhatIsSharedWithItAndNothingOnceThatHasEnded) {
  const auto c = intake(nurse);
  put(c.id, Compartment::health, "needs insulin");
  const auto id = must(granted(of(c.id, {Compartment::health}, harbor)));
  EXPECT_EQ(must(copied({c.id, {Compartment::health}, id})).parts.at(0).notes.text, "needs insulin");
  const auto told = must(read([&](storage::Reader& r) { return disclosures_of(r, *social, c.id); }));
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].way, Way::copied);
  EXPECT_EQ(code_of(copied({c.id, {Compartment::health, Compartment::legal}, id})), Code::gone);
  const auto other = intake(nurse);
  EXPECT_EQ(code_of(copied({other.id, {Compartment::health}, id})), Code::not_found);
  must(stopped(social, id));
  EXPECT_EQ(code_of(copied({c.id, {Compartment::health}, id})), Code::gone);
  EXPECT_EQ(must(read([&](storage::Reader& r) { return disclosures_of(r, *social, c.id); })).size(), 1U);
}

TEST_F(Copies, NobodyCopiesWithoutHavingShownAgainWhoTheyAre) {
  const auto c = intake(nurse);
  const auto asked = copied({c.id, {Compartment::health}, std::nullopt}, false);
  ASSERT_FALSE(asked);
  EXPECT_EQ(asked.error().detail, "step_up");
  for (const auto& who : {nurse, harbor, navigator, porter})
    EXPECT_FALSE(write([&](storage::Writer& w) {
      return copy_case(w, *who, now(), true, {c.id, {Compartment::health}, std::nullopt});
    }));
}

}  // namespace
}  // namespace nwd::release
