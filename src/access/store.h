// The rows of access: what sign-in, members and remembered answers are made of. Used inside this folder only.
#pragma once

#include <optional>
#include <unordered_map>

#include "access/organization.h"
#include "http/message.h"

namespace nwd::access::store {

struct MemberRow {
  Member member;
  vault::PublicKey public_key;
};
Result<std::optional<MemberRow>> find_by_sign_in(storage::Reader&, std::string_view sign_in);
Result<std::optional<MemberRow>> find_member(storage::Reader&, MemberId);
Result<void> insert_organization(storage::Writer&, const Organization&, Instant now);
Result<void> insert_member(storage::Writer&, const MemberRow&, Instant now);
Result<std::optional<OrganizationId>> organization_of_active(storage::Reader&, MemberId);
Result<void> set_inactive(storage::Writer&, MemberId);
Result<std::vector<MemberId>> inactive_members(storage::Reader&);
// Of the organizations that are past their first.
Result<std::unordered_map<OrganizationId, vault::Epoch>> newest_epochs(storage::Reader&);

Result<std::int64_t> failures_of(storage::Reader&, const Bytes& who);
Result<void> count_failure(storage::Writer&, const Bytes& who, Instant now);
Result<void> uncount_failure(storage::Writer&, const Bytes& who);
Result<void> forget_failures(storage::Writer&, const Bytes& who);
Result<void> forget_failures_before(storage::Writer&, Instant window_start);

struct Remembered {
  Bytes fingerprint;
  http::Response response;
};
Result<std::optional<Remembered>> find_answer(storage::Reader&, const Bytes& request);
Result<void> insert_answer(storage::Writer&, const Bytes& request, const Remembered&, Instant now);
Result<void> forget_answers(storage::Writer&, Instant before);

}  // namespace nwd::access::store
