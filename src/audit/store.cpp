#include "audit/audit.h"

#include <algorithm>

namespace nwd::audit {
namespace {

constexpr storage::Sql select_last = "SELECT sequence FROM audit_entry ORDER BY sequence DESC LIMIT 1";
constexpr storage::Sql insert_entry =
    "INSERT INTO audit_entry (sequence, at, member, organization, deed, subject, subject_id, purpose, leaf_hash) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
constexpr storage::Sql select_after =
    "SELECT sequence, at, member, organization, deed, subject, subject_id, purpose, leaf_hash FROM audit_entry "
    "WHERE sequence > $1 ORDER BY sequence LIMIT $2";
constexpr storage::Sql select_newest =
    "SELECT sequence, at, member, organization, deed, subject, subject_id, purpose, leaf_hash FROM audit_entry "
    "ORDER BY sequence DESC LIMIT $1";
constexpr storage::Sql select_of_subject =
    "SELECT sequence, at, member, organization, deed, subject, subject_id, purpose, leaf_hash FROM audit_entry "
    "WHERE subject_id = $1 ORDER BY sequence DESC LIMIT $2";

struct AnyId : IdBytes {};

constexpr std::size_t longest_word = 64;
constexpr int most_entries = 1000;

// Of the closed list: what somebody typed has other characters in it, and must not get in here.
bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= longest_word &&
         text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string_view::npos;
}

std::optional<IdBytes> optional_id(const storage::Row& row, int column) {
  if (row.null(column)) return std::nullopt;
  return row.get<AnyId>(column);
}

Recorded to_recorded(const storage::Row& row) {
  return {row.integer(0),      row.get<Instant>(1),     optional_id(row, 2),
          optional_id(row, 3), row.get<std::string>(4), row.get<std::string>(5),
          row.get<AnyId>(6),   row.get<std::string>(7), row.get<Bytes>(8)};
}

// Each part preceded by its length, so that no two entries have the same bytes.
class Canonical {
 public:
  void number(std::int64_t value) {
    for (int shift = 56; shift >= 0; shift -= 8) bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
  }
  void part(ByteView bytes) {
    number(static_cast<std::int64_t>(bytes.size()));
    bytes_.insert(bytes_.end(), bytes.begin(), bytes.end());
  }
  void id(const std::optional<IdBytes>& id) { part(id ? ByteView(id->raw) : ByteView()); }
  [[nodiscard]] const Bytes& bytes() const { return bytes_; }

 private:
  Bytes bytes_;
};

}  // namespace

Hash leaf_hash(std::int64_t sequence, const Entry& entry) {
  Canonical canonical;
  canonical.number(sequence);
  canonical.number(entry.at.ms);
  canonical.id(entry.member);
  canonical.id(entry.organization);
  for (const auto word : {entry.deed, entry.subject, entry.purpose}) canonical.part(bytes_of(word));
  canonical.part(entry.subject_id.raw);

  return hash_of_leaf(canonical.bytes());
}

Result<std::int64_t> append(storage::Writer& writer, const Entry& entry) {
  if (!is_word(entry.deed) || !is_word(entry.subject) || !is_word(entry.purpose))
    return fail(Code::internal, "Something went wrong on our side.", "an audit entry with a text that is not a word");
  NWD_TRY(const auto last, writer.first(select_last, [](const storage::Row& row) { return row.integer(0); }));
  const std::int64_t sequence = last.value_or(0) + 1;
  const auto leaf = leaf_hash(sequence, entry);
  NWD_CHECK(writer.run(insert_entry, sequence, entry.at, entry.member, entry.organization, entry.deed, entry.subject,
                       entry.subject_id, entry.purpose, ByteView(leaf)));
  return sequence;
}

Result<std::vector<Recorded>> tail(storage::Reader& reader, std::int64_t after, int limit) {
  return reader.all(select_after, to_recorded, after, std::clamp(limit, 0, most_entries));
}

Result<std::vector<Recorded>> newest(storage::Reader& reader, int limit) {
  return reader.all(select_newest, to_recorded, std::clamp(limit, 0, most_entries));
}

Result<std::vector<Recorded>> of_subject(storage::Reader& reader, const IdBytes& subject_id, int limit) {
  return reader.all(select_of_subject, to_recorded, subject_id, std::clamp(limit, 0, most_entries));
}

}  // namespace nwd::audit
