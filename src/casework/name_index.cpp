#include "casework/name_index.h"

#include <map>

#include "access/epochs.h"
#include "audit/audit.h"
#include "base/text.h"
#include "casework/name_store.h"
#include "casework/told.h"
#include "vault/record_sealer.h"
#include "vault/wrap_again.h"

namespace nwd::casework {
namespace {

using store::NameKeyRow;
using store::NameRow;

vault::Place key_place(access::OrganizationId organization, std::int64_t generation) {
  return {"name_index_key", organization, "wrapped", generation};
}
vault::Place record_place(CaseId id, std::int64_t generation) { return {"name_index", id, "body", generation}; }

// The keys that records are under, each opened when it is first needed.
class Sealers {
 public:
  Sealers(const access::Session& session, std::vector<NameKeyRow> keys) : session_(session), keys_(std::move(keys)) {}

  // corrupt: no such key.
  Result<vault::RecordSealer*> of(std::int64_t generation) {
    if (const auto open = open_.find(generation); open != open_.end()) return &open->second;
    for (const auto& key : keys_) {
      if (key.generation != generation) continue;
      NWD_TRY(const auto opened, session_.keys.unwrap(key_place(session_.organization, generation), key.wrapped));
      return &open_.emplace(generation, vault::RecordSealer(opened)).first->second;
    }
    return fail(Code::corrupt, "A part of the index is damaged.", "no such key of names");
  }
  // 0: there is none, or it is of an epoch before the newest.
  [[nodiscard]] Result<std::int64_t> newest() const {
    if (keys_.empty()) return 0;
    NWD_TRY(const bool older, vault::is_older(session_.keys, keys_.back().wrapped));
    return older ? 0 : keys_.back().generation;
  }
  [[nodiscard]] std::int64_t next() const { return keys_.empty() ? 1 : keys_.back().generation + 1; }
  void add(NameKeyRow key) { keys_.push_back(std::move(key)); }

 private:
  const access::Session& session_;
  std::vector<NameKeyRow> keys_;
  std::map<std::int64_t, vault::RecordSealer> open_;
};

Result<Sealers> sealers_of(storage::Reader& reader, const access::Session& session) {
  NWD_TRY(auto keys, store::name_keys(reader, session.organization));
  return Sealers(session, std::move(keys));
}

Result<std::int64_t> newest_or_new(storage::Writer& writer, const access::Session& session, Sealers& sealers) {
  NWD_TRY(const auto newest, sealers.newest());
  if (newest != 0) return newest;
  NameKeyRow row{sealers.next(), {}};
  NWD_TRY(row.wrapped,
          session.keys.wrap(session.keys.newest(), key_place(session.organization, row.generation), vault::new_key()));
  NWD_CHECK(store::insert_name_key(writer, session.organization, row));
  sealers.add(row);
  return row.generation;
}

// A record holds so many bytes; nothing is cut within a letter.
std::string_view shortened(std::string_view name) {
  if (name.size() > vault::RecordSealer::longest) name = name.substr(0, vault::RecordSealer::longest);
  while (!name.empty() && !is_utf8(name)) name.remove_suffix(1);
  return name;
}

// A session that does not know the newest epoch yet is given it and asks again; of what is destroyed or damaged there
// is no name.
bool is_without_name(const Error& error) {
  return error.code == Code::gone || (error.code == Code::corrupt && error.detail != vault::epoch_not_held);
}

Result<void> make_record(storage::Writer& writer, const access::Session& session, Sealers& sealers, CaseId id,
                         std::int64_t generation) {
  auto name = called_of(writer, session, id);
  if (!name && !is_without_name(name.error())) return fail(name.error());
  std::string called = name ? *std::move(name) : std::string();
  NWD_TRY(auto* const sealer, sealers.of(generation));
  NWD_TRY(auto body, sealer->seal(record_place(id, generation), bytes_of(shortened(called))));
  vault::wipe(called);
  return store::put_name(writer, session.organization, {id, generation, std::move(body)});
}

Result<void> move_record(storage::Writer& writer, const access::Session& session, Sealers& sealers, const NameRow& row,
                         std::int64_t generation) {
  NWD_TRY(auto* const before, sealers.of(row.generation));
  const auto name = before->open(record_place(row.id, row.generation), row.body);
  if (!name) return make_record(writer, session, sealers, row.id, generation);
  NWD_TRY(auto* const after, sealers.of(generation));
  NWD_TRY(auto body, after->seal(record_place(row.id, generation), *name));
  return store::put_name(writer, session.organization, {row.id, generation, std::move(body)});
}

// None for whoever has no cases.
std::optional<store::Readable> readable_by(const access::Session& session) {
  const bool all = session.has(access::Role::caseworker);
  if (!all && !session.has(access::Role::door_worker)) return std::nullopt;
  return store::Readable{session, all};
}

}  // namespace

Result<Looked> each_called(storage::Reader& reader, const access::Session& session,
                           const std::function<void(const Called&)>& see) {
  Looked looked;
  const auto who = readable_by(session);
  if (!who) return looked;
  NWD_TRY(auto sealers, sealers_of(reader, session));
  NWD_TRY(const auto newest, sealers.newest());
  NWD_CHECK(store::each_name(reader, *who, [&](const store::NameSeen& row) -> Result<void> {
    if (!row.body) {
      ++looked.missing;
      return {};
    }
    if (row.generation != newest) ++looked.older;
    NWD_TRY(auto* const sealer, sealers.of(row.generation));
    const auto name = sealer->open(record_place(row.id, row.generation), *row.body);
    if (name)
      see({row.id, row.opened, text_of(*name)});
    else
      ++looked.damaged;
    return {};
  }));
  return looked;
}

Result<void> build_name_index(storage::Writer& writer, const access::Session& session, Instant now, int most) {
  const auto who = readable_by(session);
  if (!who) return {};
  NWD_CHECK(access::check_newest(writer, session));
  NWD_TRY(auto sealers, sealers_of(writer, session));
  NWD_TRY(const auto generation, newest_or_new(writer, session, sealers));
  NWD_TRY(const auto missing, store::cases_without_name(writer, *who, most));
  for (const auto id : missing) NWD_CHECK(make_record(writer, session, sealers, id, generation));
  const int left = most - static_cast<int>(missing.size());
  if (left > 0) {
    NWD_TRY(const auto older, store::older_names(writer, *who, generation, left));
    for (const auto& row : older) NWD_CHECK(move_record(writer, session, sealers, row, generation));
    NWD_CHECK(store::delete_unused_name_keys(writer, session.organization, generation));
  }
  NWD_CHECK(audit::append(writer, {now, session.member, session.organization, "search.index", "organization",
                                   session.organization, "operations"}));
  return {};
}

Result<std::string> called_in_index(storage::Reader& reader, const access::Session& session, CaseId id) {
  NWD_TRY(const auto row, store::find_name(reader, id, session.organization));
  if (!row) return std::string();
  NWD_TRY(auto sealers, sealers_of(reader, session));
  NWD_TRY(auto* const sealer, sealers.of(row->generation));
  NWD_TRY(const auto name, sealer->open(record_place(id, row->generation), row->body));
  return std::string(text_of(name));
}

}  // namespace nwd::casework
