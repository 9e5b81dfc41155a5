// Whoever is shown a word of a person has been written down before: every address that can be read, by every role.
#include <gmock/gmock.h>

#include "audit/testing.h"
#include "casework/case.h"
#include "casework/routes.h"
#include "front/test_house.h"
#include "referral/routes.h"

namespace nwd::front {
namespace {

constexpr std::string_view theirs = "Quetzalcoatl";  // in whatever the person said

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + ' ' + result.error().detail);
  return *std::move(result);
}

class ReadsLogged : public testing::Test {
 protected:
  ReadsLogged() {
    house.world.add_member(nurse.session->organization, "auditor", {access::Role::auditor, access::Role::supervisor});
    EXPECT_TRUE(casework::add_routes(*house.world.site));
    EXPECT_TRUE(referral::add_routes(*house.world.site, house.catalogues));
    const std::string word(theirs);
    const auto sent = must(house.world.database->write([&](storage::Writer& w) -> Result<referral::Sent> {
      NWD_TRY(const auto c, casework::begin_intake(w, *nurse.session, house.world.random, now(), {},
                                                   {word + " by name", word + "'s telephone", word + " said"}));
      case_ = c.id;
      return referral::send(
          w, *nurse.session, house.world.random, now(),
          {c.id, c.version, {house.harbor, house.lake}, {.categories = {.needed = true, .called = true}}});
    }));
    referral_ = sent.referrals.front().id;
    thread_ = sent.thread.id;
  }
  Instant now() const { return house.world.clock.now(); }

  // The route's address, of this person; ids of the API go by the word before them.
  std::string address_of(const std::string& pattern) const {
    std::string out;
    std::string before;
    for (std::size_t at = 0; at < pattern.size();) {
      const auto end = std::min(pattern.find('/', at + 1), pattern.size());
      const auto part = pattern.substr(at + 1, end - at - 1);
      at = end;
      out += '/' + (part.starts_with('{') ? id_for(part, before) : part);
      before = part;
    }
    return out;
  }
  std::string id_for(const std::string& parameter, const std::string& before) const {
    if (parameter == "{thread}" || before == "threads") return thread_.text();
    if (parameter == "{referral}" || before == "referrals") return referral_.text();
    return case_.text();
  }
  std::int64_t entries() {
    return house.world.database->read([](storage::Reader& r) { return audit::newest(r, 1); }).value().front().sequence;
  }
  // How many addresses showed a word of the person.
  int read_everything(const std::string& name) {
    const auto who = house.world.sign_in(name);
    int shown = 0;
    for (const auto& route : house.world.router.routes()) {
      if (route.method != http::Method::get || route.kind == http::Kind::asset) continue;
      const auto before = entries();
      const auto answer = house.world.ask(http::Method::get, address_of(route.pattern), who.token);
      if (answer.body.find(theirs) == std::string::npos) continue;
      ++shown;
      EXPECT_GT(entries(), before) << name << " reads " << route.pattern;
      const auto last = audit::open_entries(*house.world.database).back();
      EXPECT_EQ(last.member, std::optional<IdBytes>(who.session->member)) << route.pattern;
    }
    return shown;
  }

  TestHouse house;
  access::TestWorld::SignedInSession nurse = house.world.sign_in("nurse");
  casework::CaseId case_;
  referral::ReferralId referral_;
  casework::ThreadId thread_;
};

TEST_F(ReadsLogged, WhoeverIsShownAWordOfThePersonWasWrittenDownBefore) {
  EXPECT_GE(read_everything("nurse"), 2);
  EXPECT_GE(read_everything("harbor"), 2);
  for (const auto* name : {"lake", "navigator", "auditor"}) EXPECT_EQ(read_everything(name), 0) << name;
}

}  // namespace
}  // namespace nwd::front
