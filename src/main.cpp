#include "cli/cli.h"

int main(int argc, char** argv) { return nwd::cli::run(argc, argv); }
