// For tests: two organizations with signed-in workers over a migrated database, and answers at random.
#pragma once

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <stdexcept>
#include <string>
#include <vector>

#include "access/testing.h"
#include "audit/testing.h"
#include "casework/case.h"

namespace nwd::casework::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::casework {

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + " " + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

template <class T>
Code code_of(const Result<T>& result) {
  return result ? throw std::runtime_error("it should have failed") : result.error().code;
}

inline Facts facts_of_sixteen() {
  Facts facts;
  facts.identified = Day{20'780};
  facts.county = "27053";
  facts.safe_now = Safe::no;
  facts.age = AgeRange{16, 16};
  facts.gender = Gender::woman;
  facts.needs = Needs{Need::bed, Need::doctor};
  facts.language = "es";
  return facts;
}
inline Identity identity_of_robin() { return {"Robin", "555-0100 after six", "Afraid of the car outside."}; }

template <class T>
std::optional<T> perhaps(const rc::Gen<T>& gen) {
  return *rc::gen::weightedElement<bool>({{1, false}, {3, true}}) ? std::optional<T>(*gen) : std::nullopt;
}

template <class Enum>
rc::Gen<Enum> any_of(int count) {
  return rc::gen::map(rc::gen::inRange(0, count), [](int n) { return static_cast<Enum>(n); });
}

inline AgeRange some_age() {
  const int from = *rc::gen::inRange(0, 121);
  return {from, *rc::gen::inRange(from, 121)};
}

inline Facts some_facts() {
  Facts facts;
  facts.identified = Day{*rc::gen::inRange(first_day.number, last_day.number + 1)};
  facts.county = *rc::gen::element<std::string>("", "27053", "00000", "99999");
  facts.safe_now = perhaps(any_of<Safe>(3));
  facts.gender = perhaps(any_of<Gender>(4));
  facts.exploitation = perhaps(any_of<Exploitation>(4));
  facts.immigration = perhaps(any_of<Immigration>(5));
  facts.cooperates = perhaps(any_of<Cooperates>(2));
  facts.children = perhaps(rc::gen::inRange(0, 13));
  if (*rc::gen::arbitrary<bool>()) facts.age = some_age();
  if (*rc::gen::arbitrary<bool>()) {
    facts.needs = Needs{};
    for (const auto need : *rc::gen::container<std::vector<Need>>(any_of<Need>(need_count))) facts.needs->add(need);
  }
  facts.language = *rc::gen::element<std::string>("", "en", "es-MX", "zh-Hant");
  return facts;
}

// Letters of one to four bytes, quotes and controls, with nothing around them to trim.
inline std::string some_text(std::size_t longest) {
  const std::vector<std::string> letters{"a", "Z", "0", "\"", "\\", "<b>", "\n", "\x01", "é", "ש", "本", "🙂", "x y"};
  std::string text;
  for (const auto& letter : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(letters)))
    if (text.size() + letter.size() + 2 <= longest) text += letter;
  return text.empty() ? text : "." + text + ".";
}

inline Identity some_identity() { return {some_text(100), some_text(200), some_text(2000)}; }

class CaseworkTest : public testing::Test {
 protected:
  CaseworkTest() : CaseworkTest(std::vector<access::TestWorld::Folder>{}) {}
  explicit CaseworkTest(std::vector<access::TestWorld::Folder> more) : world(with_ours(std::move(more))) {
    hospital = world.found("Hospital", "MN-500", "nurse", {access::Role::door_worker});
    world.add_member(hospital, "porter", {access::Role::door_worker});
    world.add_member(hospital, "social", {access::Role::caseworker});
    shelter = world.found("Harbor", "MN-501", "harbor", {access::Role::caseworker});
    world.found("Navigators West", "MN-500", "navigator", {access::Role::navigator});
    nurse = world.sign_in("nurse").session;
    porter = world.sign_in("porter").session;
    social = world.sign_in("social").session;
    harbor = world.sign_in("harbor").session;
    navigator = world.sign_in("navigator").session;
  }

  template <class F>
  auto write(F&& fn) {
    return world.database->write(std::forward<F>(fn));
  }
  template <class F>
  auto read(F&& fn) {
    return world.database->read(std::forward<F>(fn));
  }
  Instant now() const { return world.clock.now(); }

  Case intake(const access::SessionPtr& who, const Facts& facts = facts_of_sixteen(),
              const Identity& identity = identity_of_robin()) {
    return must(write([&](storage::Writer& w) { return begin_intake(w, *who, world.random, now(), facts, identity); }));
  }
  Result<OpenCase> opened(const access::SessionPtr& who, CaseId id) {
    return write([&](storage::Writer& w) { return read_case(w, *who, now(), id); });
  }
  Result<Case> saved(const access::SessionPtr& who, CaseId id, std::int64_t version, const Facts& facts = {}) {
    return write([&](storage::Writer& w) { return save_intake(w, *who, now(), id, version, facts, {}); });
  }
  // What the log says of one case, the oldest first.
  std::vector<std::string> deeds(const IdBytes& subject) {
    std::vector<std::string> all;
    for (const auto& entry : audit::open_entries(*world.database))
      if (entry.subject_id == subject) all.push_back(entry.deed);
    return all;
  }

  access::TestWorld world;
  access::OrganizationId hospital, shelter;
  access::SessionPtr nurse, porter, social, harbor, navigator;

 private:
  static std::vector<access::TestWorld::Folder> with_ours(std::vector<access::TestWorld::Folder> more) {
    more.push_back(migrations::files());
    return more;
  }
};

}  // namespace nwd::casework
