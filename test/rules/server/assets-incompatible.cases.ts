import { dockerfiles } from 'azml-lint/testing';
import rule from '../../../rules/server/assets-incompatible.ts';
import { testEdgeCases } from '../edge-cases.ts';
import { TRAINING } from '../images.ts';

testEdgeCases(rule, {
  from: TRAINING,
  valid: dockerfiles`
    COPY --from=mcr.microsoft.com/azureml/o16n-base/python-assets:20230419.v1 /artifacts /var/
    RUN apt-get install -y equivs && equivs-build liblttng-ust0.control && dpkg -i liblttng-ust0_999_all.deb
    RUN /var/requirements/install_system_requirements.sh

    # a script of one's own
    RUN /var/requirements/install_system_requirements.sh

    COPY --from=mcr.microsoft.com/azureml/o16n-base/python-assets:20230419.v1 /artifacts /var/
    RUN ls /var/requirements

    FROM mcr.microsoft.com/azureml/openmpi4.1.0-ubuntu20.04:20250224.v1
    COPY --from=mcr.microsoft.com/azureml/o16n-base/python-assets:20230419.v1 /artifacts /var/
    RUN /var/requirements/install_system_requirements.sh

    # which Ubuntu it has is not asked here
    FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
    COPY --from=mcr.microsoft.com/azureml/o16n-base/python-assets:20230419.v1 /artifacts /var/
    RUN /var/requirements/install_system_requirements.sh
  `,
  invalid: dockerfiles`
    COPY --from=mcr.microsoft.com/azureml/o16n-base/python-assets:20230419.v1 /artifacts /var/
    #~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    RUN apt-get update && bash /var/requirements/install_system_requirements.sh
    #                     ^^^^

    FROM mcr.microsoft.com/azureml/o16n-base/python-assets:20230419.v1 AS assets
    FROM ${TRAINING} AS base
    COPY --from=assets /artifacts /var/
    #~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
    FROM base
    RUN chmod +x /var/requirements/install_system_requirements.sh && /var/requirements/install_system_requirements.sh
    #                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  `,
});
