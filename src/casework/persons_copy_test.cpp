#include "casework/persons_copy.h"

#include <gmock/gmock.h>

#include "casework/test_casework.h"

namespace nwd::casework {
namespace {

class PersonsCopy : public CaseworkTest {
 protected:
  void begin(CaseId id, const Facts& facts = facts_of_sixteen()) {
    must(write([&](storage::Writer& w) { return begin_persons_copy(w, id, mine.public_key(), facts); }));
  }
  Result<PersonsCase> open(CaseId id, const vault::PrivateKey& with) {
    return read([&](storage::Reader& r) { return open_persons_copy(r, with, id); });
  }

  vault::PrivateKey mine = vault::PrivateKey::generate();
};

TEST_F(PersonsCopy, SaysWhatIsOwedAndNothingOfPlaceOrSafety) {
  const auto c = intake(social);
  begin(c.id);
  const auto shown = must(open(c.id, mine));
  const auto told = facts_of_sixteen();
  EXPECT_EQ(shown.facts.identified, told.identified);
  EXPECT_EQ(shown.facts.age, told.age);
  EXPECT_EQ(shown.facts.needs, told.needs);
  EXPECT_EQ(shown.facts.county, "");
  EXPECT_EQ(shown.facts.safe_now, std::nullopt);
  EXPECT_EQ(shown.facts.language, "");
}

TEST_F(PersonsCopy, FollowsEveryChangeOfTheAnswers) {
  const auto c = intake(social);
  begin(c.id);
  auto later = facts_of_sixteen();
  later.age = AgeRange{17, 17};
  must(saved(social, c.id, 1, later));
  EXPECT_EQ(must(open(c.id, mine)).facts.age, later.age);
  later.exploitation = Exploitation::both;
  must(saved(social, c.id, 2, later));
  EXPECT_EQ(must(open(c.id, mine)).facts, persons_facts(later));
}

TEST_F(PersonsCopy, AnotherKeyOpensNothingAndNorDoesAnOlderOneAfterANewBeginning) {
  const auto c = intake(social);
  EXPECT_EQ(code_of(open(c.id, mine)), Code::not_found);
  begin(c.id);
  const auto stranger = vault::PrivateKey::generate();
  EXPECT_EQ(code_of(open(c.id, stranger)), Code::corrupt);
  must(write([&](storage::Writer& w) { return begin_persons_copy(w, c.id, stranger.public_key(), {}); }));
  EXPECT_EQ(code_of(open(c.id, mine)), Code::corrupt);
  must(write([&](storage::Writer& w) { return end_persons_copy(w, c.id); }));
  EXPECT_EQ(code_of(open(c.id, stranger)), Code::not_found);
}

TEST_F(PersonsCopy, OneMovedToAnotherCaseDoesNotOpen) {
  const auto one = intake(social);
  const auto other = intake(social);
  begin(one.id);
  begin(other.id);
  constexpr storage::Sql move =
      "UPDATE case_persons_copy SET wrapped = (SELECT wrapped FROM case_persons_copy WHERE case_id = $1), "
      "body = (SELECT body FROM case_persons_copy WHERE case_id = $1) WHERE case_id = $2";
  must(write([&](storage::Writer& w) { return w.run(move, one.id, other.id); }));
  EXPECT_EQ(code_of(open(other.id, mine)), Code::corrupt);
}

}  // namespace
}  // namespace nwd::casework
