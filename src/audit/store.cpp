#include <algorithm>

#include "audit/audit.h"
#include "audit/copy_store.h"
#include "audit/entry_store.h"
#include "audit/log_key_store.h"
#include "audit/log_keys.h"
#include "audit/readers.h"
#include "base/big_endian.h"

namespace nwd::audit {
namespace {

// All that an entry hangs on, in one question: the last number, the readers' last change, whether the log key is kept
// here, whether the entry counted before this one is, and whether the person is told of it.
constexpr storage::Sql select_standing =
    "SELECT (SELECT coalesce(max(sequence), 0) FROM audit_entry), "
    "(SELECT coalesce(max(change), 0) FROM audit_reader WHERE organization = $1), "
    "(SELECT count(*) FROM audit_log_key WHERE id = $2), (SELECT count(*) FROM audit_entry WHERE tag = $3), "
    "(SELECT count(*) FROM audit_copy_key WHERE subject_id = $4)";
constexpr storage::Sql count_tag = "SELECT count(*) FROM audit_entry WHERE tag = $1";
constexpr storage::Sql insert_entry =
    "INSERT INTO audit_entry (sequence, at, log_key, tag, commitment, body_hash, body, leaf_hash) VALUES ($1, $2, $3, "
    "$4, $5, $6, $7, $8)";
#define NWD_ENTRIES                                                                                         \
  "SELECT sequence, at, leaf_hash, log_key, tag, commitment, body_hash, body, member, organization, deed, " \
  "subject, subject_id, purpose FROM audit_entry "
constexpr storage::Sql select_after = NWD_ENTRIES "WHERE sequence > $1 ORDER BY sequence LIMIT $2";
constexpr storage::Sql select_newest = NWD_ENTRIES "ORDER BY sequence DESC LIMIT $1";
constexpr storage::Sql select_of_subject = NWD_ENTRIES "WHERE subject_id = $1 ORDER BY sequence DESC LIMIT $2";
constexpr storage::Sql select_with_tags =
    NWD_ENTRIES "WHERE tag IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
constexpr storage::Sql select_with_log_key =
    NWD_ENTRIES "WHERE log_key = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3";

constexpr std::size_t longest_word = 64;
constexpr int most_entries = 1000;
constexpr std::size_t most_counted = 100'000;  // subjects; then a new key, which counts from nothing

// Of the closed list: what somebody typed has other characters in it, and must not get in here.
bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= longest_word &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string_view::npos;
}

// Of another size than it was written with: zeroes, which its leaf is not the hash of.
template <class T>
T bytes_at(const storage::Row& row, int column) {
  T out{};
  if (row.null(column)) return out;
  const auto bytes = row.blob(column);
  if (bytes.size() == out.size()) std::copy(bytes.begin(), bytes.end(), out.begin());
  return out;
}

IdBytes id_at(const storage::Row& row, int column) { return {bytes_at<decltype(IdBytes::raw)>(row, column)}; }

std::optional<IdBytes> optional_id(const storage::Row& row, int column) {
  if (row.null(column)) return std::nullopt;
  return id_at(row, column);
}

std::string word_at(const storage::Row& row, int column) {
  return row.null(column) ? std::string() : row.get<std::string>(column);
}

Recorded to_recorded(const storage::Row& row) {
  Recorded out{row.integer(0), row.get<Instant>(1), row.get<Bytes>(2), {}, {}};
  if (!row.null(3))
    out.sealed = {id_at(row, 3), id_at(row, 4), bytes_at<Hash>(row, 5), bytes_at<Hash>(row, 6),
                  row.get<std::optional<Bytes>>(7)};
  else
    out.detail = {out.at,           optional_id(row, 8), optional_id(row, 9), word_at(row, 10),
                  word_at(row, 11), id_at(row, 12),      word_at(row, 13)};
  return out;
}

// Each part preceded by its length, so that no two entries have the same bytes.
class Canonical {
 public:
  void number(std::int64_t value) { put_big_endian(bytes_, static_cast<std::uint64_t>(value)); }
  void part(ByteView bytes) {
    number(static_cast<std::int64_t>(bytes.size()));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  void id(const std::optional<IdBytes>& id) { part(id ? ByteView(id->raw) : ByteView()); }
  [[nodiscard]] const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

// The third part of an entry from before is a member's id or nothing: no entry of one kind has the bytes of another.
void add_sealed(Canonical& canonical, const Sealed& sealed) {
  canonical.part(bytes_of("sealed"));
  canonical.part(sealed.log_key.raw);
  canonical.part(sealed.tag.raw);
  canonical.part(sealed.commitment);
  canonical.part(sealed.body_hash);
}

void add_plain(Canonical& canonical, const Detail& detail) {
  canonical.id(detail.member);
  canonical.id(detail.organization);
  for (const auto* word : {&detail.deed, &detail.subject, &detail.purpose}) canonical.part(bytes_of(*word));
  canonical.part(detail.subject_id.raw);
}

struct Standing {
  std::int64_t last = 0;
  std::int64_t change = 0;
  bool key_is_kept = false;
  bool one_before_is_there = false;
  bool person_is_told = false;
};
Standing to_standing(const storage::Row& row) {
  return {row.integer(0), row.integer(1), row.integer(2) != 0, row.integer(3) != 0, row.integer(4) != 0};
}

// What the next entry of a subject is sealed with.
struct Place {
  LogKeys::Held& held;
  std::uint64_t before = 0;
  std::int64_t sequence = 0;
  bool person_is_told = false;
};

// A write that was undone, or a count from another database, leaves the count too high.
Result<std::uint64_t> count_down(storage::Writer& writer, const LogKey& key, const IdBytes& subject,
                                 std::uint64_t before) {
  for (; before > 0; --before) {
    NWD_TRY(const auto there,
            writer.first(
                count_tag, [](const storage::Row& row) { return row.integer(0) != 0; }, key.tag(subject, before - 1)));
    if (there.value_or(false)) break;
  }
  return before;
}

Result<Place> next_place(storage::Writer& writer, LogKeys& keys, const Entry& entry) {
  const auto owner = entry.concerns.value_or(entry.organization.value_or(no_organization));
  const auto week = entry.at.ms / log_key_ms;
  auto* held = keys.find(owner);
  const auto before = held == nullptr ? 0 : held->count(entry.subject_id);
  NWD_TRY(const auto standing,
          writer.first(select_standing, to_standing, owner, held == nullptr ? IdBytes{} : held->key.id(),
                       before == 0 ? IdBytes{} : held->key.tag(entry.subject_id, before - 1), entry.subject_id));
  if (!standing) return fail(Code::internal, "", "a question without an answer");
  const bool ours =
      held != nullptr && held->week == week && held->change == standing->change && held->counts.size() < most_counted;
  if (!ours) held = &keys.renew(owner, week, standing->change);
  if (!ours || !standing->key_is_kept) {
    NWD_CHECK(store::insert_log_key(writer, owner, held->key, entry.at));
    return Place{*held, 0, standing->last + 1, standing->person_is_told};
  }
  if (before == 0 || standing->one_before_is_there)
    return Place{*held, before, standing->last + 1, standing->person_is_told};
  NWD_TRY(const auto counted, count_down(writer, held->key, entry.subject_id, before - 1));
  return Place{*held, counted, standing->last + 1, standing->person_is_told};
}

}  // namespace

Hash leaf_hash(const Recorded& entry) {
  Canonical canonical;
  canonical.number(entry.sequence);
  canonical.number(entry.at.ms);
  if (entry.sealed)
    add_sealed(canonical, *entry.sealed);
  else
    add_plain(canonical, entry.detail.value_or(Detail{}));
  return hash_of_leaf(canonical.bytes());
}

Result<std::int64_t> append(storage::Writer& writer, const Entry& entry) {
  if (!is_word(entry.deed) || !is_word(entry.subject) || !is_word(entry.purpose))
    return fail(Code::internal, "Something went wrong on our side.", "an audit entry with a text that is not a word");
  auto& keys = LogKeys::of_program();
  const auto lock = keys.lock();
  NWD_TRY(const auto place, next_place(writer, keys, entry));
  Recorded row{place.sequence, minute_of(entry.at), {}, {}, {}};
  NWD_TRY(row.sealed, place.held.key.seal(place.sequence, entry, place.before));
  const auto& sealed = *row.sealed;
  NWD_CHECK(writer.run(insert_entry, row.sequence, row.at, sealed.log_key, sealed.tag, ByteView(sealed.commitment),
                       ByteView(sealed.body_hash), *sealed.body, ByteView(leaf_hash(row))));
  place.held.counts[entry.subject_id] = place.before + 1;
  // What is written for a second log says nothing new to the person.
  if (place.person_is_told && !(entry.organization && entry.concerns)) NWD_CHECK(store::add_copy(writer, entry));
  return row.sequence;
}

Result<std::vector<Recorded>> tail(storage::Reader& reader, std::int64_t after, int limit) {
  return reader.all(select_after, to_recorded, after, std::clamp(limit, 0, most_entries));
}

Result<std::vector<Recorded>> newest(storage::Reader& reader, int limit) {
  return reader.all(select_newest, to_recorded, std::clamp(limit, 0, most_entries));
}

namespace store {

Result<std::vector<Recorded>> with_tags(storage::Reader& reader, const Tags& t) {
  return reader.all(select_with_tags, to_recorded, t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10],
                    t[11], t[12], t[13], t[14], t[15]);
}

Result<std::vector<Recorded>> with_log_key(storage::Reader& reader, const IdBytes& log_key, std::int64_t before,
                                           int limit) {
  return reader.all(select_with_log_key, to_recorded, log_key, before, limit);
}

Result<std::vector<Recorded>> plain_of_subject(storage::Reader& reader, const IdBytes& subject, int limit) {
  return reader.all(select_of_subject, to_recorded, subject, limit);
}

}  // namespace store
}  // namespace nwd::audit
