// Two databases that differ in one record only. Whoever must not know of that record is answered with the same bytes in
// both: pages, lists, counts, marks of change; and the program does the same work for it, statement by statement. (The
// same statements that give the same number of rows open the same envelopes. No clock is read: a test that measured
// time would fail by chance.)
#include <gmock/gmock.h>

#include <map>

#include "access/testing.h"
#include "casework/blocked.h"
#include "cli/every_route.h"

namespace nwd::directory::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::casework::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::referral::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::oidc::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::release::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::same_person::migrations {
std::span<const EmbeddedFile> files();
}
namespace nwd::person::migrations {
std::span<const EmbeddedFile> files();
}

namespace nwd::cli {
namespace {

using access::Role;
using http::Kind;
using http::Method;

template <class T>
T must(Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message + ' ' + result.error().detail);
  if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// What was asked of the database: each statement, and how many rows it gave or changed.
using Work = std::vector<std::string>;

class WatchedWriter final : public storage::Writer {
 public:
  WatchedWriter(storage::Reader& reader, storage::Writer* writer, Work& work)
      : reader_(reader), writer_(writer), work_(work) {}
  Result<void> each(storage::Sql sql, std::span<const storage::Param> params, const EachRow& row) override {
    std::int64_t rows = 0;
    auto done = reader_.each(sql, params, [&](const storage::Row& one) {
      ++rows;
      return row(one);
    });
    work_.push_back(std::string(sql.text()) + " -> " + std::to_string(rows));
    return done;
  }
  Result<std::int64_t> run_list(storage::Sql sql, std::span<const storage::Param> params) override {
    auto rows = writer_->run_list(sql, params);
    work_.push_back(std::string(sql.text()) + " -> " + std::to_string(rows.value_or(-1)));
    return rows;
  }
  Result<void> each_any(const std::string& sql, const EachAny& row) override { return reader_.each_any(sql, row); }
  Result<void> run_script_text(const std::string& script) override { return writer_->run_script_text(script); }
  Result<void> run_any(const std::string& sql, const std::vector<storage::AnyValue>& values) override {
    return writer_->run_any(sql, values);
  }

 private:
  storage::Reader& reader_;
  storage::Writer* writer_;  // none while reading
  Work& work_;
};

class WatchedDatabase final : public storage::Database {
 public:
  explicit WatchedDatabase(storage::Database& watched) : watched_(watched) {}
  [[nodiscard]] storage::Engine engine() const override { return watched_.engine(); }
  [[nodiscard]] storage::CommitCounts commit_counts() const override { return watched_.commit_counts(); }
  [[nodiscard]] std::size_t writes_waiting() const override { return watched_.writes_waiting(); }
  Work work;

 protected:
  Result<void> read_with(const std::function<Result<void>(storage::Reader&)>& fn) override {
    return watched_.read([&](storage::Reader& reader) {
      WatchedWriter counted(reader, nullptr, work);
      return fn(counted);
    });
  }
  Result<void> write_with(const std::function<Result<void>(storage::Writer&)>& fn, Room) override {
    return watched_.write([&](storage::Writer& writer) {
      WatchedWriter counted(writer, &writer, work);
      return fn(counted);
    });
  }

 private:
  storage::Database& watched_;
};

struct Worker {
  std::string name;
  std::string organization;
  Role role;
  bool named = false;  // the person of the record named them
};

// All of whom none may know of the record: named by the person, of other organizations, or of a role that reaches none.
const Worker watchers[] = {{"unwanted", "Hospital", Role::caseworker, true},
                           {"aunt", "Hospital", Role::supervisor, true},
                           {"uncle", "Hospital", Role::door_worker, true},
                           {"stalker", "West", Role::navigator, true},
                           {"head", "Hospital", Role::director},
                           {"grants", "Hospital", Role::grants_manager},
                           {"admin", "Hospital", Role::administrator},
                           {"lake", "Lake", Role::caseworker},
                           {"guard", "Lake", Role::door_worker},
                           {"boss", "Lake", Role::supervisor},
                           {"far", "Far", Role::navigator}};

struct Forbidden {
  casework::CaseId record;
  casework::ThreadId thread;
};

class World {
 public:
  World()
      : inner({directory::migrations::files(), casework::migrations::files(), referral::migrations::files(),
               release::migrations::files(), same_person::migrations::files(), person::migrations::files(),
               oidc::migrations::files()}) {
    found("Hospital", "MN-500", "nurse", Role::door_worker);
    found("West", "MN-500", "west", Role::navigator);
    found("Lake", "MN-500", "lakes", Role::caseworker);
    found("Far", "MN-509", "fars", Role::navigator);
    for (const auto& w : watchers) inner.add_member(organizations.at(w.organization), w.name, {w.role});
    nurse = inner.sign_in("nurse").session;
    for (const auto& w : watchers) {
      auto in = inner.sign_in(w.name);
      sessions[w.name] = in.session;
      tokens[w.name] = in.token;
    }
    // Somebody whom everybody of the hospital may know, so that lists are not just empty.
    ordinary = begin(inner.random).record;
    inner.site = std::make_unique<access::Site>(inner.router, watched, inner.sessions, inner.derivations, inner.clock,
                                                inner.random, false);
    must(add_every_route(*inner.site, catalogues, [] { return http::Server::Counts{}; }));
  }

  void found(const std::string& name, const std::string& region, const std::string& worker, Role role) {
    organizations[name] = inner.found(name, region, worker, {role});
  }

  Forbidden begin(Random& random) {
    return must(inner.database->write([&](storage::Writer& w) -> Result<Forbidden> {
      const auto now = inner.clock.now();
      NWD_TRY(const auto c, casework::begin_intake(w, *nurse, random, now, {}, {"Robin", "555-0100", ""}));
      NWD_TRY(const auto thread,
              casework::begin_thread(w, random, now, "MN-500", c, nurse->organization, now + hour_ms));
      return Forbidden{c.id, thread.id};
    }));
  }

  // The record that this world has and the other has not. Made with randomness of its own: every other id stays as it
  // is.
  Forbidden add_forbidden() {
    access::SeededRandom apart(99);
    const auto made = begin(apart);
    must(inner.database->write([&](storage::Writer& w) -> Result<void> {
      std::vector<access::MemberId> named;
      for (const auto& one : watchers)
        if (one.named) named.push_back(sessions.at(one.name)->member);
      return casework::set_blocked(w, {*nurse, inner.clock.now()}, made.record, named);
    }));
    return made;
  }

  struct Told {
    http::Response response;
    Work work;
  };
  Told ask(const std::string& who, std::string_view path) {
    watched.work.clear();
    auto response = inner.ask(Method::get, path, tokens.at(who));
    // The token of a session's forms is random, and the session's own.
    const auto& csrf = sessions.at(who)->csrf;
    for (auto at = response.body.find(csrf); at != std::string::npos; at = response.body.find(csrf))
      response.body.replace(at, csrf.size(), "TOKEN");
    return {std::move(response), watched.work};
  }

  access::TestWorld inner;
  WatchedDatabase watched{*inner.database};
  directory::Catalogues catalogues;
  std::map<std::string, access::OrganizationId> organizations;
  std::map<std::string, access::SessionPtr> sessions;
  std::map<std::string, std::string> tokens;
  access::SessionPtr nurse;
  casework::CaseId ordinary;
};

class TwoWorlds : public testing::Test {
 protected:
  // Pages that say nothing of records, or whose answer is random by itself (the cookie of a visit).
  static bool left_out(const std::string& pattern) {
    for (const std::string_view begin : {"/drafts", "/api/v1/charters", "/sign-in", "/language", "/metrics", "/account",
                                         "/confirm", "/api/v1/sessions", "/api/v1/credentials"})
      if (pattern.starts_with(begin)) return true;
    return pattern == "/mine";  // the pages below it know no member's session
  }

  std::string path_of(const std::string& pattern) const {
    const bool thread = pattern.starts_with("/t/") || pattern.starts_with("/api/v1/threads/");
    const auto id = thread ? forbidden.thread.text() : forbidden.record.text();
    std::string path;
    for (std::size_t at = 0; at < pattern.size();) {
      if (pattern[at] != '{') {
        path += pattern[at++];
        continue;
      }
      at = pattern.find('}', at) + 1;
      path += id;
    }
    return path;
  }

  static Work statements(const Work& work) {
    Work all;
    for (const auto& one : work) all.push_back(one.substr(0, one.rfind(" -> ")));
    return all;
  }

  void compare(const Worker& w, const std::string& pattern) {
    const auto path = path_of(pattern);
    const auto here = with.ask(w.name, path);
    const auto there = without.ask(w.name, path);
    EXPECT_EQ(here.response.status, there.response.status) << w.name << ' ' << path;
    EXPECT_EQ(here.response.headers, there.response.headers) << w.name << ' ' << path;
    EXPECT_EQ(here.response.body, there.response.body) << w.name << ' ' << path;
    // Whoever was named and tries the very record is written down: that is one write more, on purpose (access.md).
    const bool tried = w.named && path != pattern;
    // The log is read to find what may be shown of it: the work grows with all that everybody did.
    const bool log = pattern.ends_with("/log");
    if (tried || log) return;
    if (path == pattern)
      EXPECT_EQ(here.work, there.work) << w.name << ' ' << path;
    else  // a lookup by its id finds it, or does not: the same statements, and nothing more follows from either
      EXPECT_EQ(statements(here.work), statements(there.work)) << w.name << ' ' << path;
  }

  World without;
  World with;
  Forbidden forbidden = with.add_forbidden();
};

TEST_F(TwoWorlds, WhoMustNotKnowOfARecordIsAnsweredTheSameWithTheSameWork) {
  ASSERT_EQ(with.ordinary, without.ordinary);
  int asked = 0;
  for (const auto& route : with.inner.router.routes()) {
    if (route.method != Method::get || route.kind == Kind::asset || left_out(route.pattern)) continue;
    ++asked;
    for (const auto& w : watchers) compare(w, route.pattern);
  }
  EXPECT_GT(asked, 30);
}

TEST_F(TwoWorlds, WhoMayKnowOfItSeesTheDifference) {
  const auto token = with.inner.sign_in("nurse").token;
  const auto other = without.inner.sign_in("nurse").token;
  const auto path = "/api/v1/cases/" + forbidden.record.text();
  EXPECT_EQ(with.inner.ask(Method::get, path, token).status, 200);
  EXPECT_EQ(without.inner.ask(Method::get, path, other).status, 404);
  EXPECT_NE(with.inner.ask(Method::get, "/api/v1/cases", token).body,
            without.inner.ask(Method::get, "/api/v1/cases", other).body);
}

}  // namespace
}  // namespace nwd::cli
