// The command line: one file per command group, each adding its commands to one CLI11 application. A command works out
// a Result and gives it to Outcome; nothing here decides what a person is owed or who may see what.
#pragma once

namespace nwd::cli {

int run(int argc, char** argv);  // an exit status of exit_status.h

}  // namespace nwd::cli
