import rule from '../../../rules/deployment/invalid-reference.ts';
import { testEdgeCases } from '../edge-cases.ts';

const DEPLOYMENT = `$schema: https://azuremlschemas.azureedge.net/latest/managedOnlineDeployment.schema.json
name: green
endpoint_name: churn
instance_type: Standard_DS3_v2
instance_count: 1
`;

testEdgeCases(rule, {
  valid: [],
  invalid: [
    {
      name: 'a version as in the address of a registered environment',
      text: `${DEPLOYMENT}environment: azureml:churn-env/versions/4\n#            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n`,
      fixed: `${DEPLOYMENT}environment: azureml:churn-env:4\n`,
    },
  ],
});
