#include <fmt/core.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <CLI/CLI.hpp>

#include "cli/commands.h"
#include "storage/migrate.h"

namespace nwd::cli {
namespace {

struct Finding {
  std::string what;
  bool good = true;
  std::string says;
  std::string to_do;
};

Finding check_schema(Installation& installation) {
  const auto applied = storage::applied_migration(*installation.database);
  if (!applied) return {"schema", false, applied.error().message, "Restore a backup: nwd restore."};
  const int wanted = installation.migrations.back().number;
  if (*applied == 0) return {"schema", false, "the database is empty", "Make an installation: nwd init."};
  if (*applied < wanted)
    return {"schema", false, fmt::format("at {}, this program's is {}", *applied, wanted), "Run nwd migrate."};
  return {"schema", true, fmt::format("at {}", *applied), ""};
}

Finding check_integrity(Installation& installation) {
  const auto problems = storage::check_integrity(*installation.database);
  if (!problems) return {"integrity", false, problems.error().message, "Restore a backup: nwd restore."};
  if (!problems->empty())
    return {"integrity", false, problems->front(), "Stop the server and restore a backup: nwd restore."};
  return {"integrity", true, "every page and index is whole", ""};
}

// Without it nothing opens, and nobody notices before they need it.
Finding check_keyring(Installation& installation) {
  if (auto opened = open_keyring(installation); !opened) return {"keyring", false, opened.error().message, ""};
  const auto waits = installation.database->read([](storage::Reader& reader) { return keyring::waiting(reader); });
  if (!waits) return {"keyring", false, waits.error().message, ""};
  if (*waits == 0) return {"keyring", true, "opens; back it up apart, for a week at most", ""};
  return {"keyring", true, fmt::format("opens; {} keys wait to be destroyed", with_commas(*waits)),
          "They are destroyed while nwd serve runs."};
}

Finding check_space(const std::string& database) {
  constexpr std::string_view scheme = "sqlite:";
  if (database.compare(0, scheme.size(), scheme) != 0) return {"disk", true, "the database server's to watch", ""};
  const std::string file = database.substr(scheme.size());
  const auto slash = file.rfind('/');
  struct statvfs fs{};
  if (::statvfs(slash == std::string::npos ? "." : file.substr(0, slash + 1).c_str(), &fs) != 0)
    return {"disk", false, "the database's folder cannot be looked at", "Check that it exists and is readable."};
  const auto mib =
      static_cast<std::int64_t>(fs.f_bavail) * static_cast<std::int64_t>(fs.f_frsize) / (std::int64_t{1} << 20U);
  constexpr std::int64_t wanted_mib = 1024;
  return {"disk", mib >= wanted_mib, fmt::format("{} MiB free", with_commas(mib)),
          mib >= wanted_mib ? "" : "Make room: with a full disk nothing new can be taken in."};
}

// A session's keys take locked pages; without them the kernel could write a key to swap.
Finding check_locked_memory() {
  rlimit limit{};
  ::getrlimit(RLIMIT_MEMLOCK, &limit);
  constexpr rlim_t wanted = 8U << 20U;
  const bool good = limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur >= wanted;
  const std::string says = limit.rlim_cur == RLIM_INFINITY ? "no limit" : fmt::format("{} KiB", limit.rlim_cur / 1024);
  return {"locked memory", good, says, good ? "" : "Set LimitMEMLOCK=64M in the service, or raise ulimit -l."};
}

Finding check_core_dumps() {
  rlimit limit{};
  ::getrlimit(RLIMIT_CORE, &limit);
  const bool good = limit.rlim_cur == 0;
  return {"core dumps", true, good ? "off" : "on in this shell; nwd serve turns them off for itself", ""};
}

void report(Common& common, const std::vector<Finding>& findings) {
  boost::json::array list;
  bool all_good = true;
  for (const auto& f : findings) {
    all_good = all_good && f.good;
    common.outcome.say(fmt::format("{:<5} {:<14} {}", f.good ? "ok" : "look", f.what, f.says));
    if (!f.to_do.empty()) common.outcome.say(fmt::format("      {:<14} {}", "", f.to_do));
    list.push_back({{"what", f.what}, {"ok", f.good}, {"says", f.says}, {"to_do", f.to_do}});
  }
  common.outcome.give(list);
  if (!all_good) common.outcome.findings();
}

Result<void> doctor(Common& common) {
  std::vector<Finding> findings{check_space(common.settings.database), check_locked_memory(), check_core_dumps()};
  auto installation = open_any(common.settings);
  if (!installation) {
    findings.push_back({"database", false, installation.error().message, ""});
  } else {
    findings.push_back(
        {"database", true,
         (*installation)->database->engine() == storage::Engine::sqlite ? "SQLite opens" : "PostgreSQL answers", ""});
    const auto schema = check_schema(**installation);
    findings.push_back(schema);
    if (schema.good) findings.push_back(check_keyring(**installation));
    findings.push_back(check_integrity(**installation));
  }
  report(common, findings);
  return {};
}

}  // namespace

void add_doctor(CLI::App& app, Common& common) {
  auto* command = app.add_subcommand("doctor", "look at the database and the machine, and say what to do");
  command->footer(
      "Example: nwd doctor --database sqlite:/var/lib/nwd/nwd.db. Ends with 3 when there is something to look at.");
  command->callback([&common] { common.outcome.finish(doctor(common)); });
}

}  // namespace nwd::cli
