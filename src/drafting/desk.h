// Proving takes seconds of a processor. It is done here, piece by piece, on one thread of low priority that serves
// nobody else: whoever takes a person in never waits for it. What was found is kept for a while, by what was asked.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "access/organization.h"
#include "base/result.h"

namespace nwd::drafting {

struct Verdicts;  // verdicts.h
struct Changes;   // changes.h

// How far it is, and what was found so far. It does not change once it was handed out.
struct Found {
  std::size_t done = 0, of = 0;
  bool complete = false;
  std::optional<Error> error{};
  std::shared_ptr<const Verdicts> verdicts{};
  std::shared_ptr<const Changes> changes{};
};

// One question, answered in pieces so that it can be given up in between.
class Work {
 public:
  Work() = default;
  virtual ~Work() = default;
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;
  virtual Found step() = 0;     // on the desk's thread
  virtual Found give_up() = 0;  // the time is over: complete, with what is missing called unknown
};

struct DeskLimits {
  std::size_t waiting = 8;                    // questions in the line; one more is busy
  std::size_t kept = 24;                      // answers
  std::chrono::milliseconds whole{60'000};    // for one question
  std::chrono::milliseconds unasked{30'000};  // nobody has looked for so long: given up
  std::chrono::milliseconds patience{600};    // how long an asker waits for an answer that may be there at once
  std::size_t patient = 2;                    // askers who may wait at the same time; the others come back
};

class Desk {
 public:
  using Moment = std::chrono::steady_clock::time_point;
  using Make = std::function<std::unique_ptr<Work>()>;
  explicit Desk(const DeskLimits& = {}, std::function<Moment()> = std::chrono::steady_clock::now);
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  // The answer, or how far it is: ask again. A member has one question at a time; another takes its place. `key` says
  // all that the answer hangs on. busy: the line is full.
  Result<Found> ask(access::MemberId, const std::string& key, const Make&);

 private:
  struct Question {
    std::string key;
    std::map<access::MemberId, Moment> askers;
    Make make;
    Found found;
    bool asked_by(access::MemberId m) const { return askers.contains(m); }
  };
  using QuestionPtr = std::shared_ptr<Question>;
  void run();
  void answer(const QuestionPtr&);
  bool wanted(Question&);  // under the lock: somebody has looked lately
  QuestionPtr find(const std::string& key);
  void leave_others(access::MemberId, const Question*);
  void keep(const QuestionPtr&);

  const DeskLimits limits_;
  const std::function<Moment()> now_;
  std::mutex mutex_;
  std::condition_variable work_, news_;
  std::list<QuestionPtr> line_;      // the first is being answered or is next
  std::list<QuestionPtr> answered_;  // the last used first
  std::size_t patient_ = 0;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace nwd::drafting
